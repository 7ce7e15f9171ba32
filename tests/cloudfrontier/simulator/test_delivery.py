"""What CloudFront adds to every response that it sends."""

from __future__ import annotations

from typing import Any

import pytest

from cloudfrontier.cloudfront.message import Headers, Request, Response
from cloudfrontier.simulator.delivery import delivered

GET = Request("GET", "/")


def sent(response: Response, request: Request = GET, **changed: Any) -> Response:
    parts: dict[str, Any] = {
        "x_cache": "Miss from cloudfront", "request_id": "id==", "hex_id": "0a", "now": 1_579_000_000.0,
    }  # fmt: skip
    return delivered(response, request=request, **(parts | changed))


def test_every_response_says_where_it_came_through() -> None:
    headers = sent(Response(200)).headers
    assert headers.get("via") == "1.1 0a.cloudfront.net (CloudFront)"
    assert headers.get("x-cache") == "Miss from cloudfront"
    assert headers.get("x-amz-cf-id") == "id=="
    assert headers.get("x-amz-cf-pop")


def test_server_and_date_are_the_origins_where_it_sent_them() -> None:
    own = sent(Response(200)).headers
    assert (own.get("server"), own.get("date")) == ("CloudFront", "Tue, 14 Jan 2020 11:06:40 GMT")
    origin = Headers((("Server", "nginx"), ("Date", "Mon, 13 Jan 2020 20:12:38 GMT")))
    kept = sent(Response(200, origin)).headers
    assert (kept.get("server"), kept.get("date")) == ("nginx", "Mon, 13 Jan 2020 20:12:38 GMT")


def test_an_x_cache_of_the_origin_is_not_passed_on() -> None:
    headers = sent(Response(200, Headers((("X-Cache", "HIT from varnish"),)))).headers
    assert headers.get_all("x-cache") == ("Miss from cloudfront",)


def test_the_length_is_that_of_the_body_whatever_was_said_before() -> None:
    response = sent(Response(200, Headers((("Content-Length", "9593"),)), b"new"))
    assert response.headers.get_all("content-length") == ("3",)


@pytest.mark.parametrize("status", [204, 304])
def test_statuses_without_a_body_are_sent_without_one(status: int) -> None:
    response = sent(Response(status, Headers((("Content-Length", "3"),)), b"new"))
    assert (response.body, "content-length" in response.headers) == (b"", False)


def test_a_head_gets_the_length_that_a_get_would_have() -> None:
    request = Request("HEAD", "/")
    assert sent(Response(200, body=b"page"), request).headers.get("content-length") == "4"
    said = sent(Response(200, Headers((("Content-Length", "9593"),))), request)
    assert (said.body, said.headers.get("content-length")) == (b"", "9593")


def test_a_head_of_which_the_origin_says_no_length_is_not_said_to_be_empty() -> None:
    assert "content-length" not in sent(Response(200), Request("HEAD", "/")).headers
