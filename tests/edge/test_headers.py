"""Headers in AWS's shape: nothing is lost when they are changed, and nothing broken gets out."""

from __future__ import annotations

import pytest
from edge_support import header_lines
from hypothesis import given
from hypothesis import strategies as st

from edge import headers

NAMES = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGH-_0123456789", min_size=1, max_size=12)
VALUES = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=20)
LINES = st.lists(st.tuples(NAMES, VALUES), max_size=8)


def test_all_lines_of_a_name_are_read_in_order_whatever_the_case() -> None:
    lines = header_lines(("Cookie", "a=1"), ("cookie", "b=2"), ("Host", "x"))
    assert headers.values(lines, "COOKIE") == ["a=1", "b=2"]
    assert headers.first(lines, "Cookie") == "a=1"
    assert headers.first(lines, "absent") is None


@given(LINES, NAMES, VALUES)
def test_appending_keeps_every_line_that_was_there(
    lines: list[tuple[str, str]], name: str, value: str
) -> None:
    found = header_lines(*lines)
    headers.append(found, name, value)
    expected = [seen for seen_name, seen in lines if seen_name.lower() == name.lower()]
    assert headers.values(found, name) == [*expected, value]
    assert sum(map(len, found.values())) == len(lines) + 1


@given(LINES, NAMES, VALUES)
def test_replacing_touches_one_name_only(lines: list[tuple[str, str]], name: str, value: str) -> None:
    found = header_lines(*lines)
    others = {key: list(items) for key, items in found.items() if key != name.lower()}
    headers.replace(found, name, value)
    assert headers.values(found, name) == [value]
    assert {key: items for key, items in found.items() if key != name.lower()} == others


def test_a_removed_header_leaves_no_empty_list_behind() -> None:
    lines = header_lines(("X-A", "1"), ("X-B", "2"))
    headers.remove(lines, "x-a")
    headers.remove(lines, "x-never-there")
    assert lines == header_lines(("X-B", "2"))


@pytest.mark.parametrize(
    "name",
    ["X-Auth-Subject", "x-auth-anything", "X_Auth_Subject", "x_auth-subject", "X-AUTH_ROLE"],
)
def test_a_prefix_is_taken_away_in_every_spelling_that_a_server_may_read_it_from(name: str) -> None:
    lines = header_lines((name, "root"), ("Authorization", "kept"), ("X-Authority", "kept"))
    headers.remove_prefixed(lines, "x-auth-")
    assert lines == header_lines(("Authorization", "kept"), ("X-Authority", "kept"))


@pytest.mark.parametrize("name", ["", "a b", "a:b", "x\r\ny", "é", "a\x00"])
def test_a_name_that_is_no_token_is_refused(name: str) -> None:
    with pytest.raises(headers.HeaderError):
        headers.append({}, name, "1")


@pytest.mark.parametrize("value", ["a\r\nb", "a\nb", "a\rb", "a\x00b", " a", "a\t", "a\x7f", "a\u2028b"])
def test_a_value_that_could_become_another_header_is_refused(value: str) -> None:
    with pytest.raises(headers.HeaderError) as refused:
        headers.replace({}, "X-A", value)
    assert value not in str(refused.value)
