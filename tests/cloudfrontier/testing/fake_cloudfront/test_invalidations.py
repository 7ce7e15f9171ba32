"""Invalidations are completed after a while, counted while they run, and made once a caller reference."""

from __future__ import annotations

from typing import Any

import pytest
from cloudfront_api import Cloud, listed, refused

from cloudfrontier.cloudfront.limits import Limits


def invalidate(cloud: Cloud, made: str, *paths: str, reference: str = "r1") -> dict[str, Any]:
    answer = cloud.api.create_invalidation(
        DistributionId=made,
        InvalidationBatch={"CallerReference": reference, "Paths": listed(*paths)},
    )
    return dict(answer["Invalidation"])


def test_an_invalidation_is_in_progress_then_completed(cloud: Cloud) -> None:
    made = cloud.create()
    invalidation = invalidate(cloud, made, "/a", "/b/*")
    assert invalidation["Status"] == "InProgress"
    assert invalidation["InvalidationBatch"]["Paths"]["Items"] == ["/a", "/b/*"]
    running = cloud.api.get_distribution(Id=made)["Distribution"]["InProgressInvalidationBatches"]
    assert running == 1
    waiter = cloud.api.get_waiter("invalidation_completed")
    waiter.wait(DistributionId=made, Id=invalidation["Id"], WaiterConfig={"Delay": 0})
    told = cloud.api.get_invalidation(DistributionId=made, Id=invalidation["Id"])["Invalidation"]
    assert told["Status"] == "Completed"
    assert cloud.api.get_distribution(Id=made)["Distribution"]["InProgressInvalidationBatches"] == 0


def test_the_same_request_twice_is_one_invalidation(cloud: Cloud) -> None:
    made = cloud.create()
    first = invalidate(cloud, made, "/a")
    assert invalidate(cloud, made, "/a")["Id"] == first["Id"]
    with refused("InvalidArgument"):
        invalidate(cloud, made, "/b")
    assert cloud.api.list_invalidations(DistributionId=made)["InvalidationList"]["Quantity"] == 1


@pytest.mark.parametrize("paths", [(), ("a",), ("/a", "b")], ids=["none", "no slash", "one without"])
def test_paths_begin_with_a_slash(cloud: Cloud, paths: tuple[str, ...]) -> None:
    with refused("InvalidArgument"):
        invalidate(cloud, cloud.create(), *paths)


def test_a_quantity_must_be_right(cloud: Cloud) -> None:
    with refused("InconsistentQuantities"):
        cloud.api.create_invalidation(
            DistributionId=cloud.create(),
            InvalidationBatch={"CallerReference": "r", "Paths": {"Quantity": 2, "Items": ["/a"]}},
        )


def test_so_many_paths_may_be_in_progress() -> None:
    cloud = Cloud(limits=Limits({"invalidation-paths": 2, "invalidation-wildcards": 1}))
    made = cloud.create()
    with refused("BatchTooLarge"):
        invalidate(cloud, made, "/a", "/b", "/c")
    with refused("TooManyInvalidationsInProgress"):
        invalidate(cloud, made, "/a*", "/b*")
    invalidate(cloud, made, "/a", "/b*")
    with refused("TooManyInvalidationsInProgress"):
        invalidate(cloud, made, "/c", reference="r2")
    cloud.fake.settle()
    assert invalidate(cloud, made, "/c", reference="r2")


def test_one_that_is_not_there_is_not_found(cloud: Cloud) -> None:
    with refused("NoSuchInvalidation"):
        cloud.api.get_invalidation(DistributionId=cloud.create(), Id="INONE")


def test_they_are_paginated_by_botocore(cloud: Cloud) -> None:
    made = cloud.create()
    ids = sorted(invalidate(cloud, made, "/a", reference=str(number))["Id"] for number in range(5))
    paginator = cloud.api.get_paginator("list_invalidations")
    pages = list(paginator.paginate(DistributionId=made, PaginationConfig={"PageSize": 2}))
    assert [item["Id"] for page in pages for item in page["InvalidationList"]["Items"]] == ids
    assert [page["InvalidationList"]["IsTruncated"] for page in pages] == [True, True, False]
