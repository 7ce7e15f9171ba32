"""A configuration as the AWS CLI prints it, or boto3 returns it -> values: nothing in it makes this fail.

1. `get-distribution-config`, `get-distribution` and the bare configuration are told apart by their members.
2. What cannot be read is a fault at its path; what is not known is kept aside and is never a fault, since
   CloudFront's API grows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, get_args

from cloudfrontier.cloudfront.distribution import DEFAULT_PATTERN, GeoRestrictionKind
from cloudfrontier.cloudfront.distribution_config.arns import account_of
from cloudfrontier.cloudfront.distribution_config.members import Members, Reading
from cloudfrontier.cloudfront.distribution_config.policies import Policies
from cloudfrontier.cloudfront.distribution_config.quantities import wrong_quantities
from cloudfrontier.cloudfront.distribution_config.read_behavior import DEFAULT_BEHAVIOR, read_behavior
from cloudfrontier.cloudfront.distribution_config.read_origin import read_group, read_origin
from cloudfrontier.cloudfront.distribution_config.values import DistributionConfig, ErrorPage
from cloudfrontier.errors import UsageError

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution_config.json_text import KeyPath
    from cloudfrontier.cloudfront.distribution_config.values import BehaviorConfig

__all__ = ["read_config"]

_MARKS = (DEFAULT_BEHAVIOR, "Origins", "CacheBehaviors", "CallerReference")
_NO_POLICIES = Policies()
_RESTRICTIONS: tuple[str, ...] = get_args(GeoRestrictionKind)


def read_config(document: object, *, policies: Policies = _NO_POLICIES) -> DistributionConfig:
    """The configuration in what the CLI printed or an SDK returned.

    Raises:
        UsageError: it is no configuration at all; the message does not name the file.
    """
    if not isinstance(document, Mapping):
        raise UsageError("no configuration of a distribution: expected an object with `DistributionConfig`")
    reading = Reading()
    path, members, account = _locate(document)
    whole = document.get("Distribution")
    names = whole if isinstance(whole, Mapping) else {}
    config = Members(members, path, reading)
    reading.faults += wrong_quantities(members, path)
    behaviors = tuple(_behaviors(config, policies))
    countries = config.child("Restrictions").child("GeoRestriction")
    return DistributionConfig(
        path=path,
        account=account,
        behaviors=behaviors,
        origins=tuple(read_origin(item) for item in config.items("Origins", required=True)),
        origin_groups=tuple(read_group(item) for item in config.items("OriginGroups")),
        error_pages=tuple(_error_page(item) for item in config.items("CustomErrorResponses")),
        default_root_object=config.text("DefaultRootObject"),
        aliases=config.texts("Aliases"),
        http_version=config.text("HttpVersion"),
        is_staging=config.flag("Staging"),
        continuous_deployment_policy_id=config.text("ContinuousDeploymentPolicyId"),
        geo_restriction=countries.word("RestrictionType", _RESTRICTIONS, "none"),
        countries=countries.strings(),
        id=str(names.get("Id") or ""),
        domain_name=str(names.get("DomainName") or ""),
        # these two last: they are what reading the others has left behind
        faults=tuple(reading.faults),
        aside=reading.aside,
    )


def _locate(document: Mapping[str, Any]) -> tuple[KeyPath, Mapping[str, Any], str]:
    """Path and members of the configuration, and the account if the document tells it."""
    inner = document.get("Distribution")
    if isinstance(inner, Mapping) and isinstance(inner.get("DistributionConfig"), Mapping):
        arn = inner.get("ARN")
        account = account_of(arn) if isinstance(arn, str) else ""
        return ("Distribution", "DistributionConfig"), inner["DistributionConfig"], account
    config = document.get("DistributionConfig")
    if isinstance(config, Mapping):
        return ("DistributionConfig",), config, ""
    if any(name in document for name in _MARKS):
        return (), document, ""
    raise UsageError(
        "no configuration of a distribution: expected what `aws cloudfront get-distribution-config` or "
        "`get-distribution` prints, or an object with `DefaultCacheBehavior`"
    )


def _behaviors(config: Members, policies: Policies) -> list[BehaviorConfig]:
    ordered = [
        read_behavior(item, item.text("PathPattern", required=True), policies)
        for item in config.items("CacheBehaviors")
    ]
    if config.has(DEFAULT_BEHAVIOR):
        ordered.append(read_behavior(config.child(DEFAULT_BEHAVIOR), DEFAULT_PATTERN, policies))
    return ordered


def _error_page(page: Members) -> ErrorPage:
    return ErrorPage(
        error_code=page.number("ErrorCode", required=True) or 0,
        path=page.path,
        page_path=page.text("ResponsePagePath"),
        response_code=page.text("ResponseCode"),
        min_ttl=page.number("ErrorCachingMinTTL"),
    )
