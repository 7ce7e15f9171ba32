"""Staging distributions: copied from a primary, and promoted back onto it.

1. A copy has neither alternate names nor a continuous deployment policy: both belong to one distribution.
2. Promotion needs both ETags in one string, the primary's first. The primary keeps its caller reference, its
   aliases and its policy; everything else, `Enabled` too, becomes the staging distribution's. The policy is
   disabled.

Sources: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CopyDistribution.html and
.../API_UpdateDistributionWithStagingConfig.html (botocore 1.44).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.testing.fake_cloudfront.continuous_deployment import policy_of_staging
from cloudfrontier.testing.fake_cloudfront.service_error import ServiceError

if TYPE_CHECKING:
    from cloudfrontier.testing.fake_cloudfront.distributions import Distributions
    from cloudfrontier.testing.fake_cloudfront.request import Answer, Operations, Request
    from cloudfrontier.testing.fake_cloudfront.state import Account, Distribution

__all__ = ["StagingDistributions"]

_KEPT = ("CallerReference", "Aliases", "ContinuousDeploymentPolicyId")


class StagingDistributions:
    """The two operations that join a primary and its staging distribution."""

    def __init__(self, account: Account, distributions: Distributions) -> None:
        self._account = account
        self._distributions = distributions
        self.operations: Operations = {
            "CopyDistribution": self._copy,
            "UpdateDistributionWithStagingConfig": self._promote,
        }

    def _copy(self, request: Request) -> Answer:
        params = request.params
        primary = self._account.distribution(params["PrimaryDistributionId"])
        primary.version.require(params.get("IfMatch"))
        if params.get("Staging") is not True:
            raise ServiceError("InvalidArgument", because="Staging must be true: nothing else can be copied")
        if primary.config.members.get("Staging"):
            raise ServiceError("InvalidArgument", because="a staging distribution cannot be copied")
        config = primary.config.without("Aliases", "ContinuousDeploymentPolicyId").setting(
            {
                "CallerReference": params["CallerReference"],
                "Staging": True,
                "Enabled": params.get("Enabled", True),
            }
        )
        return self._distributions.created(self._distributions.add(config, tags={}))

    def _promote(self, request: Request) -> Answer:
        params = request.params
        primary = self._account.distribution(params["Id"])
        staging = self._account.distribution(params.get("StagingDistributionId", ""))
        self._check_versions(primary, staging, params.get("IfMatch"))
        policy = policy_of_staging(self._account, staging.domain_name)
        attached = primary.config.members.get("ContinuousDeploymentPolicyId")
        if policy is None or policy.id != attached:
            because = f"no continuous deployment policy joins {primary.id} and {staging.id}"
            raise ServiceError("InvalidArgument", because=because)
        config = staging.config.taking(_KEPT, primary.config).setting({"Staging": False})
        self._distributions.replace(primary, config)
        policy.config = {**policy.config, "Enabled": False}
        policy.version.move()
        policy.modified = self._account.now
        return self._distributions.changed(primary)

    @staticmethod
    def _check_versions(primary: Distribution, staging: Distribution, if_match: str | None) -> None:
        etags: list[str | None] = [part.strip() for part in (if_match or "").split(",")]
        if len(etags) != 2:
            etags = [None, None]
        primary.version.require(etags[0])
        staging.version.require(etags[1])
