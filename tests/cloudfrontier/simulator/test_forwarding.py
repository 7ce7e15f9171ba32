"""What reaches the origin, by AWS's table of cache policy against origin request policy."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cloudfrontier.cloudfront.cache_policy import CachePolicy, ItemSelection, OriginRequestPolicy
from cloudfrontier.cloudfront.distribution import Behavior, Origin
from cloudfrontier.cloudfront.managed_policies import managed_origin_request_policy
from cloudfrontier.cloudfront.message import Headers, Request
from cloudfrontier.simulator.forwarding import (
    cookies_reach_origin,
    only_named_by_policies,
    origin_request,
    sent_to_origin,
)

ORIGIN = Origin("site", "custom", "origin.example.org", "/production", (("X-Key", "k"),))
VIEWER = Request(
    "GET",
    "/a",
    "a=1&b=2&c=3",
    Headers(
        (
            ("Host", "www.example.com"),
            ("User-Agent", "curl/7.66.0"),
            ("Accept", "*/*"),
            ("Authorization", "Bearer t"),
            ("Cookie", "b=2; a=1; c=3"),
            ("X-Forwarded-For", "192.0.2.7"),
            ("X-Forwarded-Proto", "https"),
            ("CloudFront-Viewer-Country", "DE"),
        )
    ),
    http_version="2.0",
)


def sent(cached: CachePolicy, forwarded: OriginRequestPolicy | None = None) -> Request:
    behavior = Behavior("*", "site", cached, forwarded)
    return origin_request(VIEWER, behavior, ORIGIN, hex_id="2afae0d44e2540f472c0635ab62c232b")


def test_without_policies_the_origin_gets_only_what_cloudfront_writes() -> None:
    request = sent(CachePolicy("p"))
    assert request.headers.items() == (
        ("X-Forwarded-For", "192.0.2.7,203.0.113.178"),
        ("User-Agent", "Amazon CloudFront"),
        ("Via", "2.0 2afae0d44e2540f472c0635ab62c232b.cloudfront.net (CloudFront)"),
        ("Host", "origin.example.org"),
    )
    assert (request.uri, request.querystring) == ("/a", "")


SELECTIONS = {
    "none": ItemSelection("none"),
    "a": ItemSelection("whitelist", ("a",)),
    "b": ItemSelection("whitelist", ("b",)),
    "not a": ItemSelection("allExcept", ("a",)),
    "not b": ItemSelection("allExcept", ("b",)),
    "all": ItemSelection("all"),
}


@pytest.mark.parametrize(
    ("cached", "forwarded", "names"),
    [
        ("none", "none", ""),
        ("a", "none", "a"),
        ("none", "b", "b"),
        ("a", "b", "ab"),
        ("all", "none", "abc"),
        ("all", "not a", "abc"),
        ("a", "not a", "abc"),
        ("not a", "a", "abc"),
        ("a", "not b", "ac"),
        ("not a", "not b", "c"),
        ("none", "all", "abc"),
    ],
)
def test_cookies_and_query_strings_reach_the_origin_by_the_table(
    cached: str, forwarded: str, names: str
) -> None:
    request = sent(
        CachePolicy("p", cookies=SELECTIONS[cached], query_strings=SELECTIONS[cached]),
        OriginRequestPolicy("o", cookies=SELECTIONS[forwarded], query_strings=SELECTIONS[forwarded]),
    )
    values = {"a": "1", "b": "2", "c": "3"}
    assert request.querystring == "&".join(f"{name}={values[name]}" for name in names)
    assert request.headers.get("cookie") == "; ".join(f"{name}={values[name]}" for name in names)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("AllViewer", {"host": "www.example.com", "accept": "*/*", "user-agent": "curl/7.66.0"}),
        ("AllViewerExceptHostHeader", {"host": "origin.example.org", "accept": "*/*"}),
        ("HostHeaderOnly", {"host": "www.example.com", "accept": "", "user-agent": "Amazon CloudFront"}),
        ("UserAgentRefererHeaders", {"user-agent": "curl/7.66.0", "host": "origin.example.org"}),
        ("AllViewerAndCloudFrontHeaders-2022-06", {"cloudfront-viewer-country": "DE"}),
    ],
)
def test_managed_policies_forward_the_headers_they_name(policy: str, expected: dict[str, str]) -> None:
    request = sent(CachePolicy("p"), managed_origin_request_policy(policy))
    assert {name: request.headers.get(name) for name in expected} == expected


def test_headers_of_the_cache_key_reach_the_origin() -> None:
    request = sent(CachePolicy("p", headers=("authorization", "HOST")))
    assert (request.headers.get("authorization"), request.host) == ("Bearer t", "www.example.com")


@pytest.mark.parametrize(
    ("cached", "forwarded", "kept"),
    [
        (CachePolicy("p"), None, False),
        (CachePolicy("p", headers=("cloudfront-viewer-country",)), None, True),
        (CachePolicy("p"), managed_origin_request_policy("AllViewer"), False),
        (CachePolicy("p"), managed_origin_request_policy("AllViewerAndCloudFrontHeaders-2022-06"), True),
    ],
    ids=["no policy", "cache policy", "AllViewer", "origin request policy"],
)
def test_headers_that_cloudfront_makes_are_there_only_when_a_policy_names_them(
    cached: CachePolicy, forwarded: OriginRequestPolicy | None, *, kept: bool
) -> None:
    request = only_named_by_policies(VIEWER, Behavior("*", "site", cached, forwarded))
    assert ("cloudfront-viewer-country" in request.headers) == kept
    assert len(request.headers) == len(VIEWER.headers) - (not kept)


def test_headers_that_no_edge_function_may_see_never_go_on() -> None:
    request = sent(CachePolicy("p"), managed_origin_request_policy("AllViewer"))
    assert "x-forwarded-proto" not in request.headers
    assert len(request.headers.get_all("x-forwarded-for")) == 1


def test_accept_encoding_is_sent_as_normalised() -> None:
    viewer = replace(VIEWER, headers=VIEWER.headers.set("Accept-Encoding", "deflate, gzip, br"))
    behavior = Behavior("*", "site", CachePolicy("p", gzip=True, brotli=True))
    request = origin_request(viewer, behavior, ORIGIN, hex_id="0")
    assert request.headers.get_all("accept-encoding") == ("br,gzip",)


def test_the_request_leaves_with_the_origins_path_and_custom_headers() -> None:
    request = sent_to_origin(sent(CachePolicy("p")), ORIGIN, request_id="id==")
    assert request.uri == "/production/a"
    assert request.headers.get("x-key") == "k"
    assert request.headers.get("x-amz-cf-id") == "id=="


def test_a_body_goes_with_its_length_even_when_code_replaced_it() -> None:
    viewer = replace(VIEWER, method="POST", body=b"a=1")
    request = origin_request(viewer, Behavior("*", "site", CachePolicy("p")), ORIGIN, hex_id="0")
    longer = sent_to_origin(replace(request, body=b"a=1&b=2"), ORIGIN, request_id="id==")
    assert (request.headers.get("content-length"), longer.headers.get("content-length")) == ("3", "7")


@pytest.mark.parametrize(
    ("cached", "forwarded", "reach"),
    [("none", "none", False), ("a", "none", True), ("none", "all", True)],
)
def test_whether_any_cookie_is_forwarded(cached: Any, forwarded: Any, *, reach: bool) -> None:
    behavior = Behavior(
        "*",
        "site",
        CachePolicy("p", cookies=SELECTIONS[cached]),
        OriginRequestPolicy("o", cookies=SELECTIONS[forwarded]),
    )
    assert cookies_reach_origin(behavior) == reach
