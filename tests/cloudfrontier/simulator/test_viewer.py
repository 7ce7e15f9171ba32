"""A viewer's request from what people write on a command line or in a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cloudfrontier.errors import UsageError
from cloudfrontier.simulator.viewer import USER_AGENT, viewer_request
from cloudfrontier.simulator.wire.function_event import raw_query

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.message import Request

DOMAIN = "d111111abcdef8.cloudfront.net"


def make(url: str, method: str = "GET", **parts: object) -> Request:
    return viewer_request(method, url, domain_name=DOMAIN, **parts)  # type: ignore[arg-type]  # by test


def test_a_path_is_asked_of_the_distributions_own_domain() -> None:
    request = make("/docs/?page=2")
    assert (request.scheme, request.uri, request.querystring) == ("https", "/docs/", "page=2")
    assert request.headers.items() == (("Host", DOMAIN), ("User-Agent", USER_AGENT), ("Accept", "*/*"))


@pytest.mark.parametrize(
    ("url", "scheme", "host", "target"),
    [
        ("https://www.example.com/a?b=c", "https", "www.example.com", "/a?b=c"),
        ("http://www.example.com", "http", "www.example.com", "/"),
        ("HTTPS://www.example.com:8443?a=1", "https", "www.example.com:8443", "/?a=1"),
        ("https://www.example.com#top", "https", "www.example.com", "/"),
        ("//two//slashes", "https", DOMAIN, "//two//slashes"),
        ("/a?b?c=1#x", "https", DOMAIN, "/a?b?c=1"),
        ("/a?", "https", DOMAIN, "/a"),
    ],
)
def test_urls_are_taken_apart(url: str, scheme: str, host: str, target: str) -> None:
    request = make(url)
    assert (request.scheme, request.host, request.target) == (scheme, host, target)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("/ä b", "/%C3%A4%20b"),
        ("/%2e%2E/%zz", "/%2e%2E/%zz"),
        ("/a\n?b\t", "/a%0A?b%09"),
        ("/a+b;c,d", "/a+b;c,d"),
    ],
)
def test_what_cannot_stand_in_a_url_is_escaped_and_escapes_stay(url: str, target: str) -> None:
    assert make(url).target == target


def test_headers_that_are_given_take_the_place_of_those_that_are_filled_in() -> None:
    request = make(
        "/", headers=[("host", "a.example"), ("X-A", "1"), ("X-A", "2")], body=b"abc", method="POST"
    )
    assert request.headers.get_all("host") == ("a.example",)
    assert request.headers.get_all("x-a") == ("1", "2")
    assert request.headers.get("content-length") == "3"


def test_a_method_is_written_in_capitals() -> None:
    assert make("/", method="get").method == "GET"


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({"url": "docs/"}, "expected a path"),
        ({"url": "ftp://a.example/"}, "expected a path"),
        ({"url": "https://"}, "expected a host"),
        ({"url": "https://user@a.example/"}, "expected a host"),
        ({"url": "/", "method": "GET /"}, "is no HTTP method"),
        ({"url": "/", "method": ""}, "is no HTTP method"),
        ({"url": "/", "headers": {"X A": "1"}}, "'X A' is no header name"),
        ({"url": "/", "headers": {"X-A": "1\r\nX-B: 2"}}, "the value of the header X-A has a line break"),
    ],
)
def test_what_is_no_request_is_refused(parts: dict[str, object], problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        make(**parts)  # type: ignore[arg-type]  # by test


@pytest.mark.parametrize(
    ("url", "query", "is_empty", "raw"),
    [("/a", "", False, None), ("/a?", "", True, ""), ("/a?b", "b", False, "b"), ("/a?#x", "", True, "")],
)
def test_a_lone_question_mark_is_told_from_none(
    url: str, query: str, *, is_empty: bool, raw: str | None
) -> None:
    request = viewer_request("GET", url, domain_name="d.cloudfront.net")
    assert (request.querystring, request.has_empty_query, raw_query(request)) == (query, is_empty, raw)
