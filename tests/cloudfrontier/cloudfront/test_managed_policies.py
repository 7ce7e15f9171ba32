"""AWS's managed policies against the documentation, by name and by id."""

from __future__ import annotations

from typing import Any

from cloudfrontier.cloudfront import managed_policies
from cloudfrontier.cloudfront.cache_policy import ItemSelection, ResponseHeader
from cloudfrontier.cloudfront.managed_policies import (
    managed_cache_policy,
    managed_origin_request_policy,
    managed_response_headers_policy,
)


def selection(documented: str | list[str]) -> ItemSelection:
    if isinstance(documented, str):
        return ItemSelection("all" if documented == "all" else "none")
    return ItemSelection("whitelist", tuple(documented))


def test_the_cache_policies_are_the_documented_ones(documented: dict[str, Any]) -> None:
    table = documented["managed_cache_policies"]
    assert [policy.name for policy in managed_policies.CACHE_POLICIES] == list(table)
    for policy in managed_policies.CACHE_POLICIES:
        known = table[policy.name]
        assert policy.id == known["id"]
        ttls = (policy.min_ttl, policy.default_ttl, policy.max_ttl)
        assert ttls == (known["min_ttl"], known["default_ttl"], known["max_ttl"])
        assert list(policy.headers) == known["headers"]
        assert policy.cookies == selection(known["cookies"])
        assert policy.query_strings == selection(known["query_strings"])
        assert (policy.gzip, policy.brotli) == (known["gzip"], known["brotli"])


def test_the_origin_request_policies_are_the_documented_ones(documented: dict[str, Any]) -> None:
    table = documented["managed_origin_request_policies"]
    assert [policy.name for policy in managed_policies.ORIGIN_REQUEST_POLICIES] == list(table)
    for policy in managed_policies.ORIGIN_REQUEST_POLICIES:
        known = table[policy.name]
        assert policy.id == known["id"]
        assert policy.header_behavior == known["header_behavior"]
        assert list(policy.headers) == known["headers"]
        assert policy.cookies == selection(known["cookies"])
        assert policy.query_strings == selection(known["query_strings"])


def cors_headers(known: dict[str, Any]) -> set[ResponseHeader]:
    pairs = ((name, value) for name, value in known.items() if name != "override")
    return {
        ResponseHeader(name, value if isinstance(value, str) else ", ".join(value)) for name, value in pairs
    }


def test_the_response_headers_policies_are_the_documented_ones(documented: dict[str, Any]) -> None:
    table = documented["managed_response_headers_policies"]
    secure = table["SecurityHeadersPolicy"]["security"]
    security = {ResponseHeader(name, row["value"], row["override"]) for name, row in secure.items()}
    assert [policy.name for policy in managed_policies.RESPONSE_HEADERS_POLICIES] == list(table)
    for policy in managed_policies.RESPONSE_HEADERS_POLICIES:
        known = table[policy.name]
        assert policy.id == known["id"]
        assert set(policy.cors) == cors_headers(known.get("cors", {}))
        assert policy.cors_override is known.get("cors", {}).get("override", False)
        assert set(policy.security) == (security if "security" in known else set())


def test_a_policy_is_found_by_its_name_the_name_of_the_api_and_its_id() -> None:
    policy = managed_cache_policy("CachingOptimized")
    assert policy is not None
    assert managed_cache_policy("Managed-CachingOptimized") is policy
    assert managed_cache_policy(policy.id) is policy
    assert managed_cache_policy("cachingoptimized") is None


def test_each_kind_is_looked_up_among_its_own() -> None:
    assert managed_origin_request_policy("AllViewer") is not None
    assert managed_response_headers_policy("SecurityHeadersPolicy") is not None
    assert managed_origin_request_policy("CachingOptimized") is None
    assert managed_response_headers_policy("") is None


def test_amplify_has_policies_whose_ids_alone_are_known(documented: dict[str, Any]) -> None:
    assert documented["amplify_internal_cache_policy_ids"] == managed_policies.AMPLIFY_CACHE_POLICY_IDS
