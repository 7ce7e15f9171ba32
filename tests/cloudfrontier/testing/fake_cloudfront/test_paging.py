"""Lists come in pages that botocore's paginators walk, right also when items come and go in between."""

from __future__ import annotations

import pytest
from cloudfront_api import Cloud, distribution_config, refused


def test_botocore_s_paginator_finds_every_distribution_once(cloud: Cloud) -> None:
    made = sorted(cloud.create(distribution_config(str(number))) for number in range(7))
    paginator = cloud.api.get_paginator("list_distributions")
    pages = list(paginator.paginate(PaginationConfig={"PageSize": 3}))
    assert [item["Id"] for page in pages for item in page["DistributionList"]["Items"]] == made
    assert [page["DistributionList"]["Quantity"] for page in pages] == [3, 3, 1]


def test_a_page_that_just_fits_is_the_last(cloud: Cloud) -> None:
    for number in range(2):
        cloud.create(distribution_config(str(number)))
    page = cloud.api.list_distributions(MaxItems="2")["DistributionList"]
    assert page["IsTruncated"] is False
    assert "NextMarker" not in page
    assert page["MaxItems"] == 2


def test_an_empty_list_has_no_items(cloud: Cloud) -> None:
    page = cloud.api.list_distributions()["DistributionList"]
    assert (page["Quantity"], "Items" in page, page["Marker"]) == (0, False, "")


def test_what_was_deleted_between_pages_does_not_hide_what_was_not(cloud: Cloud) -> None:
    made = sorted(cloud.create(distribution_config(str(n), Enabled=False)) for n in range(3))
    first = cloud.api.list_distributions(MaxItems="2")["DistributionList"]
    cloud.fake.settle()
    cloud.api.delete_distribution(Id=made[1], IfMatch=cloud.etag(made[1]))
    rest = cloud.api.list_distributions(Marker=first["NextMarker"])["DistributionList"]
    assert [item["Id"] for item in rest["Items"]] == made[2:]


@pytest.mark.parametrize("size", ["0", "-1", "many", ""])
def test_a_page_holds_at_least_one_item(cloud: Cloud, size: str) -> None:
    with refused("InvalidArgument", text="MaxItems"):
        cloud.api.list_distributions(MaxItems=size)


def test_stores_are_paginated_by_botocore_too(cloud: Cloud) -> None:
    for number in range(5):
        cloud.api.create_key_value_store(Name=f"store-{number}")
    pages = cloud.api.get_paginator("list_key_value_stores").paginate(PaginationConfig={"PageSize": 2})
    names = [item["Name"] for page in pages for item in page["KeyValueStoreList"]["Items"]]
    assert names == [f"store-{number}" for number in range(5)]
