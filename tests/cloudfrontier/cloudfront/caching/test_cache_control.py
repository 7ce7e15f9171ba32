"""`Cache-Control` is read as RFC 9111 says, and junk never makes a response cacheable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudfrontier.cloudfront.caching import CacheControl
from cloudfrontier.cloudfront.limits import MAX_AGE


@pytest.mark.parametrize(
    ("lines", "name", "seconds"),
    [
        (["max-age=60"], "max-age", 60),
        (["Public,  MAX-AGE = 60 "], "max-age", 60),
        (['max-age="60"'], "max-age", 60),
        (["public", "max-age=60"], "max-age", 60),
        (["max-age=60, max-age=90"], "max-age", 60),
        (["s-maxage=5,max-age=60"], "s-maxage", 5),
        (["max-age=060"], "max-age", 60),
        (["max-age=0"], "max-age", 0),
        (["max-age=soon"], "max-age", 0),
        (["max-age=-1"], "max-age", 0),
        (["max-age=1.5"], "max-age", 0),
        (["max-age=²"], "max-age", 0),
        (["max-age"], "max-age", 0),
        (["max-age=" + "9" * 6000], "max-age", MAX_AGE.value),
        (['x="max-age=1, y", public'], "max-age", None),
        ([], "max-age", None),
    ],
)
def test_a_number_of_seconds_is_read(lines: list[str], name: str, seconds: int | None) -> None:
    assert CacheControl.parse(lines).seconds(name) == seconds


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("no-store", True),
        ("No-Cache", True),
        ("max-age=60, private", True),
        ('no-cache="Set-Cookie"', False),
        ('private="X-User, X-Name"', False),
        ("no-cache=", True),
        ("public, max-age=60", False),
        ("no-storefront", False),
        ("", False),
    ],
)
def test_caching_is_forbidden_by_what_speaks_of_the_whole_response(line: str, *, expected: bool) -> None:
    assert CacheControl.parse([line]).forbids_caching is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [('no-cache="Set-Cookie"', True), ('No-Cache="x-a, set-cookie"', True), ("no-cache", False), ("", False)],
)
def test_an_origin_may_keep_its_cookies_out_of_the_cache(line: str, *, expected: bool) -> None:
    assert CacheControl.parse([line]).keeps_set_cookie_out is expected


def test_a_quotation_mark_left_open_hides_no_other_line() -> None:
    assert CacheControl.parse(['x="a', 'no-store, y="b']).forbids_caching
    assert CacheControl.parse(['private="X-User, max-age=60']).forbids_caching


@given(st.lists(st.text(alphabet='ab-=", \t;\\0', max_size=40), max_size=3))
def test_nothing_that_an_origin_sends_raises(lines: list[str]) -> None:
    control = CacheControl.parse(lines)
    assert all(control.seconds(name) is not None for name in control.directives)
