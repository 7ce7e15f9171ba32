"""Requests and responses between the wire and the simulator: nothing is lost, nothing breaks the framing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudfrontier.cloudfront.message import Headers, Response
from cloudfrontier.server.messages import (
    EMPTY_QUERY,
    WIRE_HEADERS,
    header_lines,
    raw_response,
    read_request,
    status_of,
)

SCOPE: dict[str, Any] = {
    "method": "GET",
    "raw_path": b"/a%2Fb",
    "query_string": b"q=%C3%A9",
    "headers": [(b"host", b"shop.test"), (b"x-two", b"1")],
    WIRE_HEADERS: [(b"Host", b"shop.test"), (b"X-Two", b"1"), (b"x-TWO", b"\xe9")],
    "client": ("127.0.0.1", 5000),
    "scheme": "http",
    "http_version": "1.1",
}


def test_a_request_is_what_stood_on_the_wire() -> None:
    request = read_request(SCOPE, b"body", scheme=None)
    assert (request.method, request.uri, request.querystring) == ("GET", "/a%2Fb", "q=%C3%A9")
    assert request.headers.lines == (("Host", "shop.test"), ("X-Two", "1"), ("x-TWO", "\xe9"))
    assert (request.body, request.client_ip, request.scheme) == (b"body", "127.0.0.1", "http")


def test_it_counts_as_sent_elsewhere_if_that_is_said() -> None:
    request = read_request(SCOPE, b"", scheme="https", host="www.example.com")
    assert (request.scheme, request.host) == ("https", "www.example.com")


def test_a_lone_question_mark_is_not_lost() -> None:
    request = read_request(SCOPE | {EMPTY_QUERY: True, "query_string": b""}, b"", scheme=None)
    assert request.has_empty_query


@pytest.mark.parametrize(("status", "sent"), [(200, 200), (599, 599), (999, 502), (0, 502), (101, 502)])
def test_a_status_that_http_does_not_know_is_a_bad_gateway(status: int, sent: int) -> None:
    assert status_of(Response(status)) == sent


def test_framing_and_names_that_are_none_are_left_out() -> None:
    headers = Headers((("Connection", "close"), ("Transfer-Encoding", "chunked"), ("a b", "1"), ("X-A", "1")))
    assert header_lines(Response(200, headers)) == [(b"X-A", b"1")]


def test_cookies_stay_apart() -> None:
    headers = Headers((("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")))
    assert header_lines(Response(200, headers)) == [(b"Set-Cookie", b"a=1"), (b"Set-Cookie", b"b=2")]


@given(st.lists(st.tuples(st.text(), st.text())), st.binary())
def test_no_header_breaks_out_of_its_line(lines: list[tuple[str, str]], body: bytes) -> None:
    raw = raw_response(Response(494, Headers(tuple(lines)), body))
    head, separator, rest = raw.partition(b"\r\n\r\n")
    assert separator
    assert rest == body
    assert len(head.split(b"\r\n")) == 2 + len(header_lines(Response(494, Headers(tuple(lines)))))
