"""Cache policies made from edge.toml: as they are read back, once, and never over somebody else's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cloudfrontier.cloudfront.cache_policy import CachePolicy, ItemSelection
from cloudfrontier.errors import RefusedError
from infra.cache_policies import ensure_cache_policy
from infra.policies import read_policies

if TYPE_CHECKING:
    from deployments import Place

VARIANT = CachePolicy(
    "by-variant",
    min_ttl=0,
    default_ttl=300,
    headers=("x-ab-hero", "CloudFront-Viewer-Country"),
    cookies=ItemSelection("whitelist", ("ab-hero",)),
    query_strings=ItemSelection("all"),
    brotli=False,
)


@pytest.mark.parametrize("policy", [VARIANT, CachePolicy("plain")], ids=lambda policy: policy.name)
def test_a_policy_is_made_once_and_reads_as_it_was_written(place: Place, policy: CachePolicy) -> None:
    policy_id, is_new = ensure_cache_policy(place.aws, policy, project="shop")
    assert is_new
    read = read_policies(place.aws, [{"CachePolicyId": policy_id}]).cache_policy(policy_id)
    assert read == replace(policy, name=f"shop-{policy.name}", id=policy_id)
    assert ensure_cache_policy(place.aws, policy, project="shop") == (policy_id, False)
    other_id, is_new = ensure_cache_policy(place.aws, policy, project="other")
    assert is_new
    assert other_id != policy_id


@pytest.mark.parametrize(
    "changes",
    [{"headers": ("x-ab-price",)}, {"default_ttl": 1}, {"gzip": True}],
    ids=["key", "time", "encoding"],
)
def test_one_that_says_something_else_is_not_touched(place: Place, changes: dict[str, object]) -> None:
    policy_id, _ = ensure_cache_policy(place.aws, VARIANT, project="shop")
    with pytest.raises(RefusedError, match="says something else than"):
        ensure_cache_policy(place.aws, replace(VARIANT, **changes), project="shop")  # type: ignore[arg-type]
    read = read_policies(place.aws, [{"CachePolicyId": policy_id}]).cache_policy(policy_id)
    assert read == replace(VARIANT, name="shop-by-variant", id=policy_id)


def test_case_and_order_of_headers_make_no_other_policy(place: Place) -> None:
    policy_id, _ = ensure_cache_policy(place.aws, VARIANT, project="shop")
    turned = replace(VARIANT, headers=("cloudfront-viewer-country", "X-Ab-Hero"))
    assert ensure_cache_policy(place.aws, turned, project="shop") == (policy_id, False)
