"""The search over all paths, against trying every short path by itself."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudfrontier.cloudfront.path_pattern import PathPattern, normalise_for_matching
from cloudfrontier.rules.attachment.path_space import PathSpace, Search

LETTERS = "/abz."
LONGEST = 6
PATHS = tuple(
    path
    for length in range(LONGEST)
    for rest in product(LETTERS, repeat=length)
    if normalise_for_matching(path := f"/{''.join(rest)}") == path
)
"""Every path of up to six characters that is normalised; `z` stands for the characters of no pattern."""

PATTERNS = st.text(alphabet="/ab.*?", min_size=1, max_size=5)


def matching(patterns: list[str], path: str) -> list[bool]:
    return [PathPattern(pattern).matches(path) for pattern in patterns]


def tried(required: list[str], forbidden: list[str]) -> str | None:
    """The first of the short paths, which come in the order of their lengths."""
    return next(
        (path for path in PATHS if all(matching(required, path)) and not any(matching(forbidden, path))), None
    )


@given(st.lists(PATTERNS, min_size=1, max_size=2), st.lists(PATTERNS, max_size=3))
def test_the_search_finds_the_shortest_path_or_proves_that_there_is_none(
    required: list[str], forbidden: list[str]
) -> None:
    space = PathSpace([*required, *forbidden])
    found = space.find(range(len(required)), but_not=range(len(required), len(required) + len(forbidden)))
    expected = tried(required, forbidden)
    assert found.finished
    if expected is not None:
        assert found.path is not None
        assert len(found.path) == len(expected)
    if found.path is not None:
        assert all(matching(required, found.path))
        assert not any(matching(forbidden, found.path))


@pytest.mark.parametrize(
    ("wide", "narrow", "included"),
    [
        ("/a*", "/ab*", True),
        ("/ab*", "/a*", False),
        ("a*", "/a*", True),
        ("*", "/anything/at/all", True),
        ("/*", "*", True),
        ("*.jpg", "/images/*.jpg", True),
        ("*.jpg", "/images/*.jpeg", False),
        ("*a*b*", "/xaxxbx*", True),
        ("/?", "/a", True),
        ("/?", "/", False),
        ("/a?c", "/a*c", False),
        ("/*?", "/?*", True),
        ("/A*", "/a*", False),
        ("/a//b", "/a/b", False),
    ],
)
def test_whether_one_pattern_takes_all_paths_of_another(wide: str, narrow: str, *, included: bool) -> None:
    assert PathSpace([wide, narrow]).find([1], but_not=[0]).is_empty is included


@pytest.mark.parametrize("pattern", ["/a//b", "/../a", "/a/./b*", "/.", "*/..", "//*"])
def test_a_pattern_that_no_normalised_path_matches_is_found(pattern: str) -> None:
    assert PathSpace([pattern]).find([0]).is_empty


def test_several_patterns_together_may_take_what_none_takes_alone() -> None:
    space = PathSpace(["/a", "/a?", "/a??*", "/a*"])
    assert space.find([3], but_not=[0, 1, 2]) == Search(None)
    assert [space.find([3], but_not=[one, two]).path for one, two in ((0, 1), (0, 2), (1, 2))] == [
        "/axx",
        "/ax",
        "/a",
    ]


def test_a_question_that_takes_too_long_is_left_open() -> None:
    hard = ["*a" + "?" * 18 + "b*", "*b" + "?" * 17 + "a", "/b*a*"]
    assert PathSpace(hard, budget=1000).find([0, 1], but_not=[2]) == Search(None, finished=False)


def test_the_questions_to_one_space_share_its_budget() -> None:
    space = PathSpace(["/ab*", "/a*"], budget=0)
    assert not space.find([0], but_not=[1]).finished
