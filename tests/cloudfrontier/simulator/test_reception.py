"""What CloudFront takes over of an origin's response."""

from __future__ import annotations

from dataclasses import replace

import pytest
from simulator_fakes import CACHED, PAGE, behavior

from cloudfrontier.cloudfront.cache_policy import ItemSelection, OriginRequestPolicy
from cloudfrontier.cloudfront.message import Headers, Request, Response
from cloudfrontier.simulator.cache import StoredObject
from cloudfrontier.simulator.reception import conditional, confirmed, received

FORWARDS_COOKIES = behavior(origin_request_policy=OriginRequestPolicy("o", cookies=ItemSelection("all")))


def test_hop_by_hop_headers_and_ids_of_s3_go_no_further() -> None:
    headers = Headers(
        (("Connection", "close"), ("x-amz-request-id", "1"), ("x-amz-id-2", "2"), ("ETag", "e"))
    )
    assert received(Response(200, headers), behavior()).headers.items() == (("ETag", "e"),)


def test_set_cookie_is_stripped_unless_cookies_are_forwarded() -> None:
    response = Response(200, Headers((("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"))))
    assert received(response, behavior()).headers.items() == ()
    assert received(response, FORWARDS_COOKIES).headers == response.headers


@pytest.mark.parametrize(
    ("vary", "kept"),
    [
        ("Accept-Encoding, User-Agent", "Accept-Encoding"),
        ("Cookie,X-Ab", "Cookie, X-Ab"),
        ("Accept", ""),
        ("*", "*"),
    ],
)
def test_vary_keeps_the_names_that_cloudfront_knows(vary: str, kept: str) -> None:
    forwards = behavior(
        origin_request_policy=OriginRequestPolicy("o", header_behavior="whitelist", headers=("x-ab",))
    )
    assert received(Response(200, Headers((("Vary", vary),))), forwards).headers.get("vary") == kept


def test_vary_keeps_the_user_agent_where_a_policy_makes_device_headers_of_it() -> None:
    """AWS's table of response headers in RequestAndResponseBehaviorCustomOrigin (read 2026-04)."""
    by_device = behavior(cache_policy=replace(CACHED, headers=("CloudFront-Is-Mobile-Viewer",)))
    headers = Headers((("Vary", "User-Agent, Accept"),))
    assert received(Response(200, headers), by_device).headers.get("vary") == "User-Agent"
    assert "vary" not in received(Response(200, headers), behavior()).headers


def test_the_origin_is_asked_by_etag_and_date_but_not_with_cookies_forwarded() -> None:
    changed = Headers((("ETag", 'W/"1"'), ("Last-Modified", "Mon, 13 Jan 2020 20:12:38 GMT")))
    stored = StoredObject(Response(200, changed), 0, 0, 200, etag='"1"')
    asked = conditional(Request("GET", "/"), stored, behavior())
    assert asked.headers.get("if-none-match") == '"1"'
    assert asked.headers.get("if-modified-since") == "Mon, 13 Jan 2020 20:12:38 GMT"
    assert conditional(Request("GET", "/"), stored, FORWARDS_COOKIES).headers.items() == ()
    assert CACHED.cookies == ItemSelection()


def test_a_304_renews_the_headers_but_not_those_of_the_body() -> None:
    answer = Response(304, Headers((("Cache-Control", "max-age=9"), ("Content-Length", "0"))))
    renewed = confirmed(PAGE, answer)
    assert (renewed.status, renewed.body) == (200, PAGE.body)
    assert renewed.headers.get("cache-control") == "max-age=9"
    assert "content-length" not in renewed.headers
