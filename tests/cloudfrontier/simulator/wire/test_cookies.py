"""Cookies between header lines and entries: nothing decoded, nothing unquoted, nothing lost."""

from __future__ import annotations

import pytest

from cloudfrontier.simulator.wire.cookies import cookie_pairs, set_cookie_entry, set_cookie_text


@pytest.mark.parametrize(
    ("lines", "pairs"),
    [
        (("a=1; b=2",), [("a", "1"), ("b", "2")]),
        (("a=1;b=2", "a=3"), [("a", "1"), ("b", "2"), ("a", "3")]),
        (('a="x y"; b=%20=; c',), [("a", '"x y"'), ("b", "%20="), ("c", "")]),
        ((" ; ;=x",), []),
    ],
)
def test_a_cookie_line_is_split_at_semicolons(lines: tuple[str, ...], pairs: list[tuple[str, str]]) -> None:
    assert list(cookie_pairs(lines)) == pairs


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("a=1", {"value": "1"}),
        ("a=1; Path=/; Expires=Wed, 05 Apr 2034 07:28:00 GMT",
         {"value": "1", "attributes": "Path=/; Expires=Wed, 05 Apr 2034 07:28:00 GMT"}),
        ("a=; Max-Age=0", {"value": "", "attributes": "Max-Age=0"}),
    ],
)  # fmt: skip
def test_a_set_cookie_line_is_a_pair_and_its_attributes_and_comes_back_the_same(
    line: str, entry: dict[str, str]
) -> None:
    assert set_cookie_entry(line) == ("a", entry)
    assert set_cookie_text("a", entry) == line
