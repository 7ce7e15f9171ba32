"""The lists of statuses and methods against the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cloudfrontier.cloudfront import caching
from cloudfrontier.cloudfront.caching import https_redirect_status

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.message import HttpVersion


def test_the_statuses_are_the_documented_ones(documented: dict[str, Any]) -> None:
    table = documented["caching"]
    assert set(table["error_codes_cached"]) == caching.ERRORS_CACHED
    assert set(table["error_codes_cached_only_with_max_age"]) == caching.ERRORS_CACHED_WITH_MAX_AGE
    assert set(table["error_codes_honouring_no_store"]) == caching.ERRORS_HONOURING_NO_STORE
    assert set(table["error_codes_never_cached"]) == caching.ERRORS_NEVER_CACHED
    redirects = set(table["redirect_codes_cached_only_with_cache_control"])
    assert redirects == caching.REDIRECTS_CACHED_WITH_CACHE_CONTROL
    assert set(table["custom_error_page_codes"]) == caching.CUSTOM_ERROR_PAGE_STATUSES
    assert set(table["custom_error_response_codes"]) == caching.CUSTOM_ERROR_RESPONSE_STATUSES
    assert set(table["origin_group_failover_codes"]) == caching.FAILOVER_STATUSES


def test_the_methods_are_the_documented_ones(documented: dict[str, Any]) -> None:
    table = documented["caching"]
    assert [set(methods) for methods in table["allowed_method_sets"]] == list(caching.ALLOWED_METHOD_SETS)
    assert set(table["methods_always"]) == caching.CACHED_METHODS
    assert {*table["methods_always"], *table["methods_optional"]} == caching.CACHED_METHOD_SETS[1]
    assert set(table["origin_group_methods"]) == caching.FAILOVER_METHODS
    redirects = {int(status): set(methods) for status, methods in table["https_redirect"].items()}
    assert redirects == caching.HTTPS_REDIRECT_METHODS


def test_the_legacy_ttls_are_the_documented_ones(documented: dict[str, Any]) -> None:
    table, legacy = documented["caching"]["legacy_default_ttl"], caching.LEGACY_TTL
    assert (legacy.min_ttl, legacy.default_ttl, legacy.max_ttl) == (
        table["min"],
        table["default"],
        table["max"],
    )


@pytest.mark.parametrize(
    ("method", "version", "status"),
    [
        ("GET", "1.0", 301),
        ("HEAD", "2.0", 301),
        ("POST", "1.1", 307),
        ("DELETE", "3.0", 307),
        ("POST", "1.0", None),
        ("TRACE", "1.1", None),
    ],
)
def test_a_redirect_to_https_keeps_the_method(method: str, version: HttpVersion, status: int | None) -> None:
    assert https_redirect_status(method, version) == status
