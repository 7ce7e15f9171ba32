"""The headers that CloudFront makes itself: names, groups, and where they may be named and seen."""

from __future__ import annotations

from typing import Any

import pytest

from cloudfrontier.cloudfront import generated_headers
from cloudfrontier.cloudfront.generated_headers import group_of, is_allowed_in_cache_policy


def test_the_groups_are_the_documented_ones(documented: dict[str, Any]) -> None:
    table = documented["headers"]["cloudfront_generated"]
    for group, names in generated_headers.GENERATED.items():
        assert list(names) == table[group], group
    assert set(generated_headers.GENERATED) == set(table) - {"not_in_cache_policy", "visible_in_lambda_edge"}


def test_the_exceptions_of_cache_policies_are_the_documented_ones(documented: dict[str, Any]) -> None:
    table = documented["headers"]["cloudfront_generated"]
    assert generated_headers.NOT_IN_CACHE_POLICY.names == {
        name.lower() for name in table["not_in_cache_policy"]
    }
    assert generated_headers.NOT_IN_CACHE_POLICY.names <= generated_headers.GENERATED_NAMES
    assert list(generated_headers.VISIBLE_IN["handler"]) == table["visible_in_lambda_edge"]


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("cloudfront-viewer-country", "location"),
        ("CloudFront-Is-Mobile-Viewer", "device"),
        ("CLOUDFRONT-VIEWER-TLS", "tls"),
        ("X-Country", None),
    ],
)
def test_a_header_is_found_in_its_group_whatever_its_case(name: str, group: str | None) -> None:
    assert group_of(name) == group


def test_a_cache_policy_takes_the_country_but_not_the_address() -> None:
    assert is_allowed_in_cache_policy("CloudFront-Viewer-Country")
    assert not is_allowed_in_cache_policy("CloudFront-Viewer-Address")
