"""What a behavior caches by, row by row of AWS's pages on the cache key."""

from __future__ import annotations

import pytest

from cloudfrontier.cloudfront.cache_policy import CachePolicy, ItemSelection
from cloudfrontier.cloudfront.message import Headers, Request
from cloudfrontier.simulator.cache_key import CacheKey, accept_encoding, cache_key


def request(query: str = "", **headers: str) -> Request:
    return Request("GET", "/a", query, Headers.of((k.replace("_", "-"), v) for k, v in headers.items()))


def key(given: Request, policy: CachePolicy) -> CacheKey:
    return cache_key(given, policy, domain="d111111abcdef8.cloudfront.net", method="GET")


def test_by_default_only_domain_and_path_are_in_the_key() -> None:
    policy = CachePolicy("p")
    assert key(request("a=1", cookie="s=1", x_one="1"), policy) == key(request(), policy)
    assert key(request(), policy).parts == (("path", "/a"),)


@pytest.mark.parametrize(
    ("selection", "query"),
    [
        (ItemSelection("none"), ""),
        (ItemSelection("all"), "b=2&A=1&a=%31"),
        (ItemSelection("whitelist", ("a",)), "a=%31"),
        (ItemSelection("allExcept", ("a",)), "b=2&A=1"),
        (ItemSelection("whitelist", ("*",)), ""),
    ],
    ids=["none", "all", "whitelist", "allExcept", "a star is a character"],
)
def test_query_strings_are_selected_exactly_and_kept_as_sent(selection: ItemSelection, query: str) -> None:
    assert key(request("b=2&A=1&a=%31"), CachePolicy("p", query_strings=selection)).query == query


def test_the_order_of_query_parameters_counts() -> None:
    policy = CachePolicy("p", query_strings=ItemSelection("all"))
    assert key(request("a=1&b=2"), policy) != key(request("b=2&a=1"), policy)


def test_cookies_are_sorted_by_name_and_dollar_names_dropped() -> None:
    policy = CachePolicy("p", cookies=ItemSelection("all"))
    given = request(cookie="b=2; a=1; $Path=/; a=0")
    assert key(given, policy).cookies == (("a", "1"), ("a", "0"), ("b", "2"))


def test_header_names_have_no_case_but_their_values_do() -> None:
    policy = CachePolicy("p", headers=("X-Variant",))
    assert key(request(x_variant="b"), policy) == key(request(X_VARIANT="b"), policy)
    assert key(request(x_variant="b"), policy) != key(request(x_variant="B"), policy)


def test_a_header_that_is_absent_is_another_key_than_an_empty_one() -> None:
    policy = CachePolicy("p", headers=("x-variant",))
    assert key(request(), policy) != key(request(x_variant=""), policy)


@pytest.mark.parametrize(
    ("sent", "gzip", "brotli", "in_key", "to_origin"),
    [
        ("gzip, deflate, br", True, True, "br,gzip", "br,gzip"),
        ("gzip", True, True, "gzip", "gzip"),
        ("br", True, True, "br", "br"),
        ("deflate", True, True, "", "identity"),
        ("br;q=0, gzip;q=0.5", True, True, "gzip", "gzip"),
        ("gzip, br", True, False, "gzip", "gzip"),
        ("gzip, br", False, True, "br", "br"),
        (None, True, True, "", None),
    ],
)
def test_accept_encoding_is_normalised(
    sent: str | None, *, gzip: bool, brotli: bool, in_key: str, to_origin: str | None
) -> None:
    policy = CachePolicy("p", gzip=gzip, brotli=brotli)
    given = request() if sent is None else request(accept_encoding=sent)
    found = accept_encoding(given, policy)
    assert found is not None
    assert (found.in_key, found.to_origin) == (in_key, to_origin)
    assert dict(key(given, policy).headers).get("accept-encoding", "") == in_key


def test_accept_encoding_is_a_header_like_any_other_where_both_formats_are_off() -> None:
    policy = CachePolicy("p", headers=("Accept-Encoding",))
    assert accept_encoding(request(accept_encoding="gzip"), policy) is None
    assert key(request(accept_encoding="zstd"), policy).headers == (("accept-encoding", "zstd"),)


def test_the_parts_of_a_key_are_named_for_people() -> None:
    policy = CachePolicy(
        "p", headers=("x-v",), cookies=ItemSelection("all"), query_strings=ItemSelection("all")
    )
    assert key(request("q=1", x_v="b", cookie="c=3"), policy).parts == (
        ("path", "/a"), ("query", "q=1"), ("header x-v", "b"), ("cookie c", "3"),
    )  # fmt: skip
