"""What becomes of every member of a `DistributionConfig` on this machine: simulated, harmless, or told about.

1. A member is simulated, harmless because no response differs for it, or left out with a warning where it is
   set. `TREATED` has them all; a test walks through botocore's shape, so that a new one is noticed.
2. Names are those of the API, joined by dots, without `Items`; `Behaviors` stands for `DefaultCacheBehavior`
   and for each of `CacheBehaviors`. What is said of a member holds for all below it.
3. A member that is in no table is told about, too: CloudFront's API grows.

Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html (botocore
1.44.5).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.distribution_config.json_text import KeyPath
    from cloudfrontier.cloudfront.distribution_config.values import DistributionConfig

__all__ = ["HARMLESS", "LEFT_OUT", "SIMULATED", "member_name", "notes_on", "treated_as"]

SIMULATED = (
    "Behaviors.AllowedMethods", "Behaviors.CachePolicyId", "Behaviors.Compress", "Behaviors.DefaultTTL",
    "Behaviors.ForwardedValues", "Behaviors.FunctionAssociations", "Behaviors.LambdaFunctionAssociations",
    "Behaviors.MaxTTL", "Behaviors.MinTTL", "Behaviors.OriginRequestPolicyId", "Behaviors.PathPattern",
    "Behaviors.ResponseHeadersPolicyId", "Behaviors.TargetOriginId", "Behaviors.TrustedKeyGroups",
    "Behaviors.ViewerProtocolPolicy", "CustomErrorResponses", "DefaultRootObject",
    "OriginGroups.FailoverCriteria", "OriginGroups.Id", "OriginGroups.Members",
    "Origins.ConnectionAttempts", "Origins.ConnectionTimeout", "Origins.CustomHeaders",
    "Origins.CustomOriginConfig.HTTPPort", "Origins.CustomOriginConfig.HTTPSPort",
    "Origins.CustomOriginConfig.OriginKeepaliveTimeout", "Origins.CustomOriginConfig.OriginProtocolPolicy",
    "Origins.CustomOriginConfig.OriginReadTimeout", "Origins.CustomOriginConfig.OriginSslProtocols",
    "Origins.DomainName", "Origins.Id", "Origins.OriginPath", "Origins.ResponseCompletionTimeout",
    "Origins.S3OriginConfig.OriginAccessIdentity", "Origins.S3OriginConfig.OriginReadTimeout",
    "Origins.VpcOriginConfig.OriginKeepaliveTimeout",
    "Origins.VpcOriginConfig.OriginReadTimeout", "Restrictions",
)  # fmt: skip

_STAND_IN = "what stands for an origin here is spoken to in its own way"

HARMLESS: dict[str, str] = {
    "Aliases": "requests to any host are answered as those to the distribution",
    "AnycastIpListId": "addresses of CloudFront's are in no response",
    "CallerReference": "it names a request of the API",
    "Comment": "it is for people",
    "HttpVersion": "a request says itself by which version it comes",
    "IsIPV6Enabled": "viewers with addresses of both kinds are let in",
    "Origins.CustomOriginConfig.IpAddressType": _STAND_IN,
    "Origins.CustomOriginConfig.OriginMtlsConfig": _STAND_IN,
    "Origins.OriginAccessControlId": "the folder that stands for a bucket asks for no signature",
    "Origins.OriginShield": "one cache stands for all, and no documented response differs",
    "Origins.VpcOriginConfig.OwnerAccountId": _STAND_IN,
    "Origins.VpcOriginConfig.VpcOriginId": _STAND_IN,
    "PriceClass": "it says which edge locations there are, and one stands for all",
    "ViewerCertificate": "requests are values here; `serve` has a certificate of its own",
}
"""Member -> why no response is another for it."""

LEFT_OUT: dict[str, str] = {
    "Behaviors.FieldLevelEncryptionId": "no field is encrypted: the origin is sent what the viewer sent",
    "Behaviors.GrpcConfig": "requests are values here, and gRPC is a connection",
    "Behaviors.RealtimeLogConfigArn": "no real-time logs are written",
    "Behaviors.SmoothStreaming": "manifests of Smooth Streaming are served like any other object",
    "Behaviors.TrustedSigners": "nothing tells the keys of an account: what only they could sign is refused",
    "CacheTagConfig": "objects have no tags here: invalidate them by their paths",
    "ConnectionFunctionAssociation": "there is no TLS handshake for the connection function to run on",
    "ConnectionMode": "a distribution for tenants answers here as one without them",
    "ContinuousDeploymentPolicyId": "no traffic goes to a staging distribution",
    "Enabled": "the distribution is switched off at CloudFront, and answers here all the same",
    "Logging": "no standard logs are written",
    "OriginGroups.SelectionCriteria": "how CloudFront scores streams is not documented: only failover counts",
    "Staging": "a staging distribution answers here as if all traffic came to it",
    "TenantConfig": "the parameters of tenants have no values here",
    "ViewerMtlsConfig": "no viewer is asked for a certificate",
    "WebACLId": "AWS WAF has rules of its own, and blocks nothing here",
}
"""Member -> what is otherwise here than at CloudFront where it is set."""

_NOT_SET: dict[str, object] = {
    "ConnectionMode": "direct",
    "Enabled": True,
    "OriginGroups.SelectionCriteria": "default",
    "ViewerMtlsConfig.Mode": "off",
}
"""What some members say when they ask for nothing."""


def treated_as(name: str) -> str:
    """`simulated`, `harmless` or `left out` for a member of that name; empty for one that is not known."""
    for treatment, names in (("simulated", SIMULATED), ("harmless", HARMLESS), ("left out", LEFT_OUT)):
        if _covering(name, names):
            return treatment
    return ""


def notes_on(config: DistributionConfig) -> tuple[str, ...]:
    """A sentence for each member that is set and left out, or not known: with its name, once."""
    told: dict[str, None] = {}
    for path, value in (*config.aside.items(), *_read(config)):
        name = member_name(path[len(config.path) :])
        known = _covering(name, LEFT_OUT)
        if known and _is_set(name, value):
            told[f"{known} is not simulated: {LEFT_OUT[known]}"] = None
        elif not treated_as(name) and _is_set(name, value):
            told[f"{name} is not known here, and counts for nothing"] = None
    return tuple(sorted(told))


def member_name(path: KeyPath) -> str:
    """A member's name in these tables, by its path below the configuration."""
    steps = [step for step in path if isinstance(step, str) and step != "Items"]
    if steps and steps[0] in {"DefaultCacheBehavior", "CacheBehaviors"}:
        steps[0] = "Behaviors"
    return ".".join(steps)


def _covering(name: str, names: tuple[str, ...] | dict[str, str]) -> str:
    return next((known for known in names if name == known or name.startswith(f"{known}.")), "")


def _read(config: DistributionConfig) -> Iterator[tuple[KeyPath, object]]:
    """What is left out although the reading asks for it, as rules on attachments do."""
    for behavior in config.behaviors:
        yield (*behavior.path, "GrpcConfig"), behavior.grpc
        yield (*behavior.path, "SmoothStreaming"), behavior.smooth_streaming
        yield (*behavior.path, "TrustedSigners"), behavior.trusts_accounts
    for group in config.origin_groups:
        yield (*group.path, "SelectionCriteria"), group.by_media_quality
    yield (*config.path, "ContinuousDeploymentPolicyId"), config.continuous_deployment_policy_id
    yield (*config.path, "Staging"), config.is_staging


def _is_set(name: str, value: object) -> bool:
    """Whether a member asks for something: a switch that is on, or else anything below it."""
    if name in _NOT_SET:
        return value is not None and value != _NOT_SET[name]
    if isinstance(value, Mapping):
        if isinstance(value.get("Enabled"), bool):
            return bool(value["Enabled"])
        return any(_is_set(f"{name}.{key}", item) for key, item in value.items())
    return bool(value)
