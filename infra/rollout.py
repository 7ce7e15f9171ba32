"""A staged rollout as AWS holds it: a primary distribution, its staging copy, and the policy between them.

The copy is found by the policy that the primary names; where a run was stopped before there was one, by the
caller reference that copies made here have, so that no second copy is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from infra.associations import attached
from infra.aws import ServiceError, call, pages
from infra.distributions import read_distribution
from infra.state import LiveDistribution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infra.associations import Held, Slot
    from infra.aws import Aws

__all__ = ["OWN", "POLICY_ID", "Rollout", "RolloutPolicy", "differences", "read_rollout", "reference_of"]

POLICY_ID = "ContinuousDeploymentPolicyId"
OWN = ("CallerReference", "Aliases", POLICY_ID, "Staging")
"""What a distribution keeps of its own when the other's configuration is copied onto it.

Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistributionWithStagingConfig.html
and .../API_CopyDistribution.html (botocore 1.44.5).
"""
_GONE = "NoSuchContinuousDeploymentPolicy"


@dataclass(frozen=True)
class RolloutPolicy:
    """A continuous deployment policy; `config` as boto3 gives it."""

    id: str
    etag: str
    config: Mapping[str, Any] = field(repr=False)

    @property
    def is_on(self) -> bool:
        """Whether any request goes to staging."""
        return bool(self.config["Enabled"])

    @property
    def names(self) -> tuple[str, ...]:
        """Domain names of the staging distributions that it is for."""
        return tuple((self.config.get("StagingDistributionDnsNames") or {}).get("Items") or ())


@dataclass(frozen=True)
class Rollout:
    """What there is of it."""

    primary: LiveDistribution
    staging: LiveDistribution | None = None
    policy: RolloutPolicy | None = None

    @property
    def is_ours(self) -> bool:
        """Whether the staging distribution was made here."""
        return self.staging is None or str(self.staging.config["CallerReference"]).startswith(
            reference_of(self.primary.id)
        )


def reference_of(primary_id: str) -> str:
    """How the caller reference begins of copies of that distribution that are made here."""
    return f"cloudfrontier-staging-of-{primary_id}-"


def read_rollout(aws: Aws, primary_id: str) -> Rollout:
    """The distribution, and its rollout as far as there is one.

    Raises:
        UsageError: there is no such distribution.
        AwsError: AWS refused to tell.
    """
    primary = read_distribution(aws, primary_id, with_tags=True)
    named = str(primary.config.get(POLICY_ID) or "")
    policy = _read_policy(aws, named) if named else None
    staging = _staging(aws, primary_id, policy)
    if policy is None and staging is not None:
        policy = _policy_for(aws, staging.domain_name)
    return Rollout(primary, staging, policy)


def differences(
    primary: Mapping[str, Any], staging: Mapping[str, Any]
) -> dict[Slot, tuple[Held | None, Held | None]]:
    """Slot -> what the primary and what staging holds, where they differ."""
    here, there = attached(primary), attached(staging)
    slots = sorted({*here, *there}, key=lambda slot: slot.sort_key)
    return {slot: (here.get(slot), there.get(slot)) for slot in slots if here.get(slot) != there.get(slot)}


def _staging(aws: Aws, primary_id: str, policy: RolloutPolicy | None) -> LiveDistribution | None:
    summaries = [item for item in _summaries(aws) if item.get("Staging")]
    if policy is not None:
        found = [item["Id"] for item in summaries if item["DomainName"] in policy.names]
        return read_distribution(aws, found[0]) if found else None
    read = (read_distribution(aws, item["Id"]) for item in summaries)
    reference = reference_of(primary_id)
    return next((item for item in read if item.config["CallerReference"].startswith(reference)), None)


def _summaries(aws: Aws) -> Iterator[Mapping[str, Any]]:
    for page in pages(aws.cloudfront, "list_distributions"):
        yield from page["DistributionList"].get("Items", ())


def _read_policy(aws: Aws, policy_id: str) -> RolloutPolicy | None:
    try:
        told = call(aws.cloudfront.get_continuous_deployment_policy, Id=policy_id)
    except ServiceError as error:
        if error.code == _GONE:
            return None
        raise
    policy = told["ContinuousDeploymentPolicy"]
    return RolloutPolicy(policy_id, told["ETag"], policy["ContinuousDeploymentPolicyConfig"])


def _policy_for(aws: Aws, domain_name: str) -> RolloutPolicy | None:
    """The policy that is for this staging distribution; an account has at most 20, which are one page."""
    told = call(aws.cloudfront.list_continuous_deployment_policies)["ContinuousDeploymentPolicyList"]
    for item in told.get("Items", ()):
        policy = item["ContinuousDeploymentPolicy"]
        names = policy["ContinuousDeploymentPolicyConfig"]["StagingDistributionDnsNames"].get("Items", ())
        if domain_name in names:
            return _read_policy(aws, policy["Id"])
    return None
