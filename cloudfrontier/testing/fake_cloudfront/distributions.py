"""Distributions: created, read, replaced as a whole, disabled, deleted and listed.

1. An update replaces the whole configuration; nothing of the old one is kept.
2. What was sent is what is read back, byte for byte as XML.
3. Every change moves the ETag and starts as InProgress; only a disabled and deployed one may be deleted.

Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistribution.html (botocore
1.44).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront import limits
from cloudfrontier.testing.fake_cloudfront.associations import check_associations
from cloudfrontier.testing.fake_cloudfront.config import Config
from cloudfrontier.testing.fake_cloudfront.config_rules import check_config
from cloudfrontier.testing.fake_cloudfront.continuous_deployment import check_policy_use, policy_of_staging
from cloudfrontier.testing.fake_cloudfront.distribution_views import full_view, status_of, summary
from cloudfrontier.testing.fake_cloudfront.paging import page_of
from cloudfrontier.testing.fake_cloudfront.references import check_references
from cloudfrontier.testing.fake_cloudfront.service_error import ServiceError
from cloudfrontier.testing.fake_cloudfront.state import Account, Distribution
from cloudfrontier.testing.fake_cloudfront.tags import checked_tags

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.testing.fake_cloudfront.lambda_versions import LambdaLookup
    from cloudfrontier.testing.fake_cloudfront.request import Answer, Operations, Request

__all__ = ["Distributions"]


class Distributions:
    """The operations; without a `lambda_lookup` only the ARNs of Lambda functions are checked."""

    def __init__(self, account: Account, lambda_lookup: LambdaLookup | None) -> None:
        self._account = account
        self._lambda_lookup = lambda_lookup
        self.operations: Operations = {
            "CreateDistribution": self._create,
            "CreateDistributionWithTags": self._create_with_tags,
            "GetDistribution": self._get,
            "GetDistributionConfig": self._get_config,
            "UpdateDistribution": self._update,
            "DeleteDistribution": self._delete,
            "ListDistributions": self._list,
        }

    def add(self, config: Config, *, tags: Mapping[str, str]) -> Distribution:
        """Create a distribution of a configuration that has not been checked yet.

        Raises:
            ServiceError: DistributionAlreadyExists, TooManyDistributions, or what `check` raises.
        """
        account = self._account
        self._check_room(config)
        self.check(config.members, own_id="")
        distribution_id = account.ids.short()
        distribution = Distribution(
            distribution_id,
            account.arn("distribution", distribution_id),
            account.ids.domain_name(),
            config,
            account.version(),
            account.settling(),
            account.now,
            dict(tags),
        )
        account.distributions[distribution_id] = distribution
        return distribution

    def replace(self, distribution: Distribution, config: Config) -> None:
        """Put another configuration in place of the present one.

        Raises:
            ServiceError: what `check` raises.
        """
        self.check(config.members, own_id=distribution.id)
        distribution.config = config
        self._account.redeploy(distribution)

    def check(self, config: Mapping[str, Any], *, own_id: str) -> None:
        """Hold a configuration against every rule.

        Raises:
            ServiceError: with the code of the first rule that it breaks.
        """
        check_config(config, known=self._account.limits)
        check_references(self._account, config, own_id=own_id)
        check_associations(self._account, config, own_id=own_id, lambda_lookup=self._lambda_lookup)
        check_policy_use(self._account, config, own_id=own_id)

    def _check_room(self, config: Config) -> None:
        others = [other.config.members for other in self._account.distributions.values()]
        if any(other["CallerReference"] == config.members["CallerReference"] for other in others):
            raise ServiceError("DistributionAlreadyExists")
        staging = bool(config.members.get("Staging"))
        limit = limits.STAGING_DISTRIBUTIONS if staging else limits.DISTRIBUTIONS_PER_ACCOUNT
        if sum(bool(other.get("Staging")) == staging for other in others) >= self._account.limit(limit):
            raise ServiceError("TooManyDistributions")

    def _create(self, request: Request) -> Answer:
        config = Config.sent(request.params["DistributionConfig"], request.body)
        return self.created(self.add(config, tags={}))

    def _create_with_tags(self, request: Request) -> Answer:
        sent = request.params["DistributionConfigWithTags"]
        tags = checked_tags(sent["Tags"])
        return self.created(self.add(Config.sent(sent["DistributionConfig"], request.body), tags=tags))

    def created(self, distribution: Distribution) -> Answer:
        """The answer of an operation that has made a distribution."""
        location = f"https://cloudfront.amazonaws.com/2020-05-31/distribution/{distribution.id}"
        return {**self.changed(distribution), "Location": location}

    def changed(self, distribution: Distribution) -> Answer:
        """The answer of an operation that has read or changed a distribution."""
        return {
            "Distribution": full_view(self._account, distribution),
            "ETag": distribution.version.etag,
        }

    def _get(self, request: Request) -> Answer:
        distribution = self._account.distribution(request.params["Id"])
        distribution.settling.poll(self._account.now)
        return self.changed(distribution)

    def _get_config(self, request: Request) -> Answer:
        distribution = self._account.distribution(request.params["Id"])
        return {"DistributionConfig": distribution.config.element, "ETag": distribution.version.etag}

    def _update(self, request: Request) -> Answer:
        distribution = self._account.distribution(request.params["Id"])
        distribution.version.require(request.params.get("IfMatch"))
        config = Config.sent(request.params["DistributionConfig"], request.body)
        before = distribution.config.members
        if config.members["CallerReference"] != before["CallerReference"]:
            raise ServiceError("IllegalUpdate", because="CallerReference cannot be changed")
        if bool(config.members.get("Staging")) != bool(before.get("Staging")):
            raise ServiceError("IllegalUpdate", because="Staging cannot be changed")
        self.replace(distribution, config)
        return self.changed(distribution)

    def _delete(self, request: Request) -> Answer:
        account = self._account
        distribution = account.distribution(request.params["Id"])
        distribution.version.require(request.params.get("IfMatch"))
        if distribution.config.members["Enabled"]:
            raise ServiceError("DistributionNotDisabled")
        if status_of(account, distribution) != "Deployed":
            raise ServiceError("DistributionNotDisabled", because="it is disabled but not yet deployed so")
        if policy_of_staging(account, distribution.domain_name):
            raise ServiceError("ResourceInUse", because="a continuous deployment policy names it")
        del account.distributions[distribution.id]
        return {}

    def _list(self, request: Request) -> Answer:
        page = page_of(self._account.distributions.items(), request.params)
        shown = [summary(self._account, distribution) for distribution in page.items]
        return {"DistributionList": page.listing(shown, flagged=True)}
