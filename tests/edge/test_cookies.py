"""Cookies: read as browsers send them, written as browsers accept them, compared with `http.cookies`."""

from __future__ import annotations

from http.cookies import SimpleCookie

import pytest
from edge_support import header_lines
from hypothesis import given
from hypothesis import strategies as st

from edge import cookies
from edge.cookies import Attributes, CookieError, set_cookie

NAMES = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789-_", min_size=1, max_size=10).filter(
    # the names of attributes mean something else to the standard library's parser
    lambda name: name.lower() not in {"path", "domain", "secure", "httponly", "expires", "version", "comment"}
)
VALUES = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789-_.~!#%&'*+/:=?@^`|", max_size=20)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["a=1; b=2"], [("a", "1"), ("b", "2")]),
        (["a=1", "b=2"], [("a", "1"), ("b", "2")]),
        (["  a = 1 ;\tb=2\t; "], [("a", "1"), ("b", "2")]),
        (["a=b=c=="], [("a", "b=c==")]),
        (["a=1;a=2", "a=3"], [("a", "1"), ("a", "2"), ("a", "3")]),
        (["bare; a=1"], [("", "bare"), ("a", "1")]),
        (["=x; a="], [("", "x"), ("a", "")]),
        (['a="quoted"'], [("a", '"quoted"')]),
        ([";;  ;"], []),
        ([""], []),
        (["a=%20b"], [("a", "%20b")]),
        (["A=1; a=2"], [("A", "1"), ("a", "2")]),
    ],
    ids=[
        "two",
        "two lines",
        "spaces",
        "equals in the value",
        "duplicates in order",
        "without equals",
        "empty name and empty value",
        "quotes",
        "nothing but separators",
        "empty line",
        "not decoded",
        "case matters",
    ],
)
def test_cookies_are_read_as_browsers_send_them(lines: list[str], expected: list[tuple[str, str]]) -> None:
    assert cookies.pairs(header_lines(*(("Cookie", line) for line in lines))) == expected


def test_all_values_of_a_name_are_given_from_all_lines() -> None:
    lines = header_lines(("Cookie", "s=1; t=x"), ("cookie", "s=2"))
    assert cookies.values(lines, "s") == ["1", "2"]
    assert cookies.values(lines, "S") == []
    assert cookies.values({}, "s") == []


@given(st.dictionaries(NAMES, VALUES, max_size=6))
def test_reading_agrees_with_the_standard_library(sent: dict[str, str]) -> None:
    line = "; ".join(f"{name}={value}" for name, value in sent.items())
    theirs = {name: morsel.value for name, morsel in SimpleCookie(line).items()}
    ours = dict(cookies.pairs(header_lines(("Cookie", line))))
    assert ours == sent
    assert theirs == ours


ATTRIBUTES = st.builds(
    Attributes,
    max_age=st.integers(0, 10**9),
    http_only=st.booleans(),
    same_site=st.sampled_from(["Strict", "Lax"]),
)


@given(NAMES, VALUES, ATTRIBUTES)
def test_what_is_written_is_what_the_standard_library_reads(
    name: str, value: str, attributes: Attributes
) -> None:
    morsel = SimpleCookie(set_cookie(name, value, attributes))[name]
    assert morsel.value == value
    assert morsel["path"] == "/"
    assert morsel["max-age"] == str(attributes.max_age)
    assert morsel["samesite"] == attributes.same_site
    assert bool(morsel["secure"])
    assert bool(morsel["httponly"]) == attributes.http_only


def test_attributes_are_written_in_a_fixed_order() -> None:
    attributes = Attributes(max_age=60, domain="example.org", same_site="None")
    assert set_cookie("a", "b", attributes) == (
        "a=b; Path=/; Domain=example.org; Max-Age=60; Secure; HttpOnly; SameSite=None"
    )
    assert set_cookie("a", "", Attributes(secure=False, http_only=False)) == "a=; Path=/; SameSite=Lax"


@pytest.mark.parametrize(
    ("name", "value", "attributes"),
    [
        ("", "v", Attributes()),
        ("a b", "v", Attributes()),
        ("a=b", "v", Attributes()),
        ("a", "v;w", Attributes()),
        ("a", "v w", Attributes()),
        ("a", 'v"', Attributes()),
        ("a", "v,w", Attributes()),
        ("a", "v\r\nSet-Cookie: x=y", Attributes()),
        ("a", "é", Attributes()),
        ("a", "v" * 4096, Attributes()),
        ("a", "v", Attributes(path="x")),
        ("a", "v", Attributes(path="/;Domain=x")),
        ("a", "v", Attributes(domain="x;Secure")),
        ("a", "v", Attributes(same_site="None", secure=False)),
        ("__Secure-a", "v", Attributes(secure=False)),
        ("__secure-a", "v", Attributes(secure=False)),
        ("__Host-a", "v", Attributes(secure=False)),
        ("__Host-a", "v", Attributes(path="/x")),
        ("__HOST-a", "v", Attributes(domain="example.org")),
    ],
    ids=repr,
)
def test_what_a_browser_would_drop_is_refused(name: str, value: str, attributes: Attributes) -> None:
    with pytest.raises(CookieError) as refused:
        set_cookie(name, value, attributes)
    assert len(value) < 2 or value not in str(refused.value)


def test_the_longest_cookie_that_browsers_keep_is_written() -> None:
    assert set_cookie("a", "v" * 4095, Attributes()).startswith("a=vvv")
