"""Invalidations: paths being removed from the caches of one distribution.

Sources: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_InvalidationBatch.html (botocore
1.44) and https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html (read
2026-04).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront import limits
from cloudfrontier.testing.fake_cloudfront.behaviors import items
from cloudfrontier.testing.fake_cloudfront.config_rules import check_quantities
from cloudfrontier.testing.fake_cloudfront.paging import page_of
from cloudfrontier.testing.fake_cloudfront.service_error import ServiceError
from cloudfrontier.testing.fake_cloudfront.state import Account, Distribution, Invalidation

if TYPE_CHECKING:
    from cloudfrontier.testing.fake_cloudfront.request import Answer, Operations, Request

__all__ = ["Invalidations"]


class Invalidations:
    """The operations on invalidations."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self.operations: Operations = {
            "CreateInvalidation": self._create,
            "GetInvalidation": self._get,
            "ListInvalidations": self._list,
        }

    def _create(self, request: Request) -> Answer:
        account = self._account
        distribution = account.distribution(request.params["DistributionId"])
        batch = request.params["InvalidationBatch"]
        check_quantities(batch)
        for made in distribution.invalidations.values():
            if made.batch["CallerReference"] == batch["CallerReference"]:
                return self._again(made, request)
        self._check_paths(distribution, items(batch, "Paths"))
        made = Invalidation(account.ids.short("I"), account.now, batch, account.settling())
        distribution.invalidations[made.id] = made
        return self._created(made, request)

    def _again(self, made: Invalidation, request: Request) -> Answer:
        """The same request a second time makes no second invalidation."""
        if made.batch != request.params["InvalidationBatch"]:
            raise ServiceError("InvalidArgument", because="CallerReference was used for other paths before")
        return self._created(made, request)

    def _created(self, made: Invalidation, request: Request) -> Answer:
        path = f"distribution/{request.params['DistributionId']}/invalidation/{made.id}"
        location = f"https://cloudfront.amazonaws.com/2020-05-31/{path}"
        return {"Invalidation": self._view(made), "Location": location}

    def _check_paths(self, distribution: Distribution, paths: list[str]) -> None:
        if not paths or not all(path.startswith("/") for path in paths):
            raise ServiceError("InvalidArgument", because="expected paths that begin with a slash")
        running = [
            path
            for made in distribution.invalidations.values()
            if not made.settling.done(self._account.now)
            for path in items(made.batch, "Paths")
        ]
        most, wildcards = limits.INVALIDATION_PATHS, limits.INVALIDATION_WILDCARDS
        if len(paths) > self._account.limit(most):
            raise ServiceError("BatchTooLarge")
        everything = [*running, *paths]
        starred = [path for path in everything if path.endswith("*")]
        if len(everything) > self._account.limit(most) or len(starred) > self._account.limit(wildcards):
            raise ServiceError("TooManyInvalidationsInProgress")

    def _get(self, request: Request) -> Answer:
        distribution = self._account.distribution(request.params["DistributionId"])
        made = distribution.invalidations.get(request.params["Id"])
        if made is None:
            raise ServiceError("NoSuchInvalidation")
        made.settling.poll(self._account.now)
        return {"Invalidation": self._view(made)}

    def _list(self, request: Request) -> Answer:
        distribution = self._account.distribution(request.params["DistributionId"])
        page = page_of(distribution.invalidations.items(), request.params)
        shown = [
            {"Id": made.id, "CreateTime": made.created, "Status": self._status(made)} for made in page.items
        ]
        return {"InvalidationList": page.listing(shown, flagged=True)}

    def _status(self, made: Invalidation) -> str:
        return "Completed" if made.settling.done(self._account.now) else "InProgress"

    def _view(self, made: Invalidation) -> Answer:
        return {
            "Id": made.id,
            "Status": self._status(made),
            "CreateTime": made.created,
            "InvalidationBatch": made.batch,
        }
