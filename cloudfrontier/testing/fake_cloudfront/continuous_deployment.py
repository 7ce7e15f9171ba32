"""Continuous deployment policies: what share of the traffic, or which header, goes to a staging distribution.

1. At most 15 % by weight; a header's name begins with `aws-cf-cd-`; stickiness from 300 to 3600 seconds.
2. One policy a staging distribution, one primary distribution a policy.
3. Not with HTTP/3, on either side.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/continuous-deployment-quotas-considerations.html
(read 2026-04). Which code answers rule 3 was not found; InvalidArgument is assumed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront import limits
from cloudfrontier.testing.fake_cloudfront.behaviors import items
from cloudfrontier.testing.fake_cloudfront.config_rules import check_quantities
from cloudfrontier.testing.fake_cloudfront.resources import Resources
from cloudfrontier.testing.fake_cloudfront.service_error import ServiceError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.testing.fake_cloudfront.state import Account, Distribution, Resource

__all__ = ["ContinuousDeploymentPolicies", "check_policy_use", "policy_of_staging", "staging_names"]

_HTTP3 = frozenset({"http3", "http2and3"})
_CONFIG_OF_TYPE = {"SingleWeight": "SingleWeightConfig", "SingleHeader": "SingleHeaderConfig"}
_NO_HTTP3 = "continuous deployment does not work with HTTP/3"


class ContinuousDeploymentPolicies(Resources):
    """The operations on these policies."""

    kind = "ContinuousDeploymentPolicy"
    plural = "ContinuousDeploymentPolicies"
    path = "continuous-deployment-policy"
    limit = limits.CONTINUOUS_DEPLOYMENT_POLICIES

    def check(self, config: Mapping[str, Any], *, own_id: str) -> None:
        """Refuse a configuration.

        Raises:
            ServiceError: InconsistentQuantities, InvalidArgument or StagingDistributionInUse.
        """
        check_quantities(config)
        _check_traffic(self.account, config.get("TrafficConfig"))
        for name in staging_names(config):
            staging = _by_domain(self.account, name)
            if staging is None or not staging.config.members.get("Staging"):
                raise ServiceError("InvalidArgument", because=f"{name!r} is not a staging distribution")
            if staging.config.members.get("HttpVersion") in _HTTP3:
                raise ServiceError("InvalidArgument", because=_NO_HTTP3)
            other = policy_of_staging(self.account, name)
            if other is not None and other.id != own_id:
                raise ServiceError("StagingDistributionInUse")

    def users(self, resource: Resource) -> list[Distribution]:
        """The primary distribution that names it."""
        return [
            distribution
            for distribution in self.account.distributions.values()
            if distribution.config.members.get("ContinuousDeploymentPolicyId") == resource.id
        ]


def staging_names(config: Mapping[str, Any]) -> list[str]:
    """The domain names of the staging distributions that a policy sends traffic to."""
    return [str(name) for name in items(config, "StagingDistributionDnsNames")]


def policy_of_staging(account: Account, domain_name: str) -> Resource | None:
    """The policy that sends traffic to the staging distribution of this name."""
    policies = account.resources["ContinuousDeploymentPolicy"].values()
    return next((policy for policy in policies if domain_name in staging_names(policy.config)), None)


def check_policy_use(account: Account, config: Mapping[str, Any], *, own_id: str) -> None:
    """Refuse a distribution that cannot take part in the deployment it takes part in.

    Raises:
        ServiceError: ContinuousDeploymentPolicyInUse or InvalidArgument.
    """
    own = account.distributions.get(own_id)
    as_staging = own is not None and policy_of_staging(account, own.domain_name) is not None
    wanted = config.get("ContinuousDeploymentPolicyId")
    if (wanted or as_staging) and config.get("HttpVersion") in _HTTP3:
        raise ServiceError("InvalidArgument", because=_NO_HTTP3)
    if not wanted:
        return
    if config.get("Staging"):
        raise ServiceError("InvalidArgument", because="a staging distribution cannot have such a policy")
    for other in account.distributions.values():
        if other.id != own_id and other.config.members.get("ContinuousDeploymentPolicyId") == wanted:
            raise ServiceError("ContinuousDeploymentPolicyInUse", because=f"{other.id} has it")


def _by_domain(account: Account, name: str) -> Distribution | None:
    return next((item for item in account.distributions.values() if item.domain_name == name), None)


def _check_traffic(account: Account, traffic: Mapping[str, Any] | None) -> None:
    if traffic is None:
        return
    wanted = _CONFIG_OF_TYPE[traffic["Type"]]
    given = {name for name in _CONFIG_OF_TYPE.values() if name in traffic}
    if given != {wanted}:
        raise ServiceError("InvalidArgument", because=f"Type {traffic['Type']} goes with {wanted} alone")
    if wanted == "SingleWeightConfig":
        _check_weight(account, traffic[wanted])
    elif not traffic[wanted]["Header"].lower().startswith(limits.CONTINUOUS_DEPLOYMENT_HEADER_PREFIX):
        prefix = limits.CONTINUOUS_DEPLOYMENT_HEADER_PREFIX
        raise ServiceError("InvalidArgument", because=f"the header's name must begin with {prefix}")


def _check_weight(account: Account, config: Mapping[str, Any]) -> None:
    most = account.limit(limits.CONTINUOUS_DEPLOYMENT_WEIGHT) / 100
    if not 0 <= config["Weight"] <= most:
        raise ServiceError("InvalidArgument", because=f"the weight must be from 0 to {most}")
    stickiness = config.get("SessionStickinessConfig")
    if stickiness is None:
        return
    allowed = account.limits.of(limits.CONTINUOUS_DEPLOYMENT_STICKINESS)
    idle, longest = stickiness["IdleTTL"], stickiness["MaximumTTL"]
    if not (allowed.holds(idle) and allowed.holds(longest) and idle <= longest):
        because = f"IdleTTL and MaximumTTL must be {allowed}, and IdleTTL not the greater"
        raise ServiceError("InvalidArgument", because=because)
