"""Paths that attackers choose: read in one way only, and never a way out of this site."""

from __future__ import annotations

from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.auth.paths import LONGEST_RETURN, is_plain, return_path
from edge.responses import percent_encode

AMBIGUOUS = [
    "",
    "members",
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/a//b",
    "/a\\b",
    "/./a",
    "/../a",
    "/a/.",
    "/a/..",
    "/public/../members/",
    "/public/..;/members/",
    "/public/.;x=1/members/",
    "/public/%2e%2e/members/",
    "/public/%2E./members/",
    "/public/..%2fmembers/",
    "/public/%5c..%5cmembers/",
    "/public/%252e%252e/members/",
    "/public/..%3b/members/",
    "/%2f%2fevil.example",
    "/%5cevil.example",
    "/a%00b",
    "/a%0d%0aSet-Cookie:x=y",
    "/a%7f",
    "/a\r\nSet-Cookie: x=y",
    "/a\tb",
    "/a\x00b",
    "/a%",
    "/a%2",
    "/a%zz",
    "/a%u002e",
    "/a%+1",
    "/\u2028evil.example",
    "/public/\uff0e\uff0e/members",
    "/public/%EF%BC%8E%EF%BC%8E/members",
    "/public/%E2%80%A4%E2%80%A4%E2%88%95members",
    "/a\uff0f\uff0fb",
    "/a%c0%af..",
    "/a/;x/b",
    "/a/...",
]
PLAIN = [
    "/",
    "/a",
    "/a/b.c/",
    "/a.b/..c/d..",
    "/.well-known/x",
    "/caf\u00e9",
    "/caf%C3%A9",
    "/a%20b",
    "/a;v=1/b",
    "/a:b@c",
]


@pytest.mark.parametrize("path", AMBIGUOUS, ids=ascii)
def test_a_path_that_can_be_read_in_two_ways_is_not_plain_and_not_returned_to(path: str) -> None:
    assert not is_plain(path)
    assert return_path(path, "x=1") == "/"


@pytest.mark.parametrize("path", PLAIN, ids=ascii)
def test_a_path_that_can_be_read_in_one_way_is_plain(path: str) -> None:
    assert is_plain(path)
    assert unquote(return_path(path, "")) == unquote(path)


@pytest.mark.parametrize(
    ("path", "querystring", "expected"),
    [
        ("/members/", "", "/members/"),
        ("/members/", "a=1&b=%20", "/members/?a=1&b=%20"),
        ("/members/", "next=//evil.example", "/members/?next=//evil.example"),
        ("/caf\u00e9", "q=\u00fc", "/caf%C3%A9?q=%C3%BC"),
        ("/\uff0fevil.example", "", "/"),
        ("/a\uff0fb", "", "/a%EF%BC%8Fb"),
        ("/a b", 'q="<>', "/a%20b?q=%22%3C%3E"),
        ("/a", "x\r\ny", "/a?x%0D%0Ay"),
        ("/a#b", "c#d", "/a%23b?c%23d"),
        ("/a", "x" * 3000, "/a"),
        ("/" + "a" * 3000, "", "/"),
    ],
    ids=[
        "path",
        "query",
        "query is only data",
        "unicode",
        "wide slash first",
        "wide slash",
        "quotes",
        "crlf",
        "hash",
        "long",
        "too long",
    ],
)
def test_the_return_path_is_path_and_query_in_visible_ascii(
    path: str, querystring: str, expected: str
) -> None:
    assert return_path(path, querystring) == expected


@given(st.text(), st.text())
def test_no_return_path_leads_away_from_this_site(path: str, querystring: str) -> None:
    for start in ("", "/", "//", "/\\", "/./", "/%2f"):
        back = return_path(start + path, querystring)
        assert back.isascii()
        assert back.isprintable()
        assert len(percent_encode(back)) <= LONGEST_RETURN
        there = urlsplit(urljoin("https://shop.example/sign-in/", back))
        assert (there.scheme, there.netloc) == ("https", "shop.example")
        assert back[:2] not in {"//", "/\\"}
