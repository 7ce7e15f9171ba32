"""Path patterns, compared with regular expressions, and timed on a path that is made to hurt."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.patterns import PathPattern


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("/a", "/a", True),
        ("/a", "/a/", False),
        ("/a", "/A", False),
        ("/*", "/", True),
        ("/*", "/a/b/c", True),
        ("/public/*", "/public/", True),
        ("/public/*", "/public", False),
        ("/public/*", "/public2/x", False),
        ("/*.jpg", "/a/b.jpg", True),
        ("/*.jpg", "/a/b.jpg.html", False),
        ("/a?c", "/abc", True),
        ("/a?c", "/ac", False),
        ("/a?c", "/a/c", True),
        ("/a*b*c", "/axxbyyc", True),
        ("/a*b*c", "/axxcyyb", False),
        ("/ab*ba", "/aba", False),
        ("/*??", "/a", False),
        ("/*?b*", "/ab", True),
        ("/a.c", "/abc", False),
        ("/**/x", "/y/x", True),
    ],
)
def test_a_pattern_matches_the_whole_path(pattern: str, path: str, *, expected: bool) -> None:
    assert PathPattern(pattern).matches(path) is expected


@given(st.text("ab/*?", max_size=8), st.text("ab/", max_size=10))
def test_patterns_mean_what_the_equal_regular_expression_means(pattern: str, path: str) -> None:
    parts = {"*": ".*", "?": "."}
    expression = "".join(parts.get(char, re.escape(char)) for char in pattern)
    assert PathPattern(pattern).matches(path) == bool(re.fullmatch(expression, path, re.DOTALL))


def test_a_long_path_cannot_blow_up_the_search() -> None:
    pattern = PathPattern("/" + "*a" * 40 + "*b")
    before = time.perf_counter()
    assert not pattern.matches("/" + "a" * 8000)
    assert time.perf_counter() - before < 0.5  # backtracking would not end in a lifetime
