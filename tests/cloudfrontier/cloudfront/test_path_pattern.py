"""Path patterns against a matcher by their definition, and normalisation against two of Python's own."""

from __future__ import annotations

import posixpath
import time
from functools import cache
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudfrontier.cloudfront.distribution import Behavior
from cloudfrontier.cloudfront.managed_policies import CACHE_POLICIES
from cloudfrontier.cloudfront.path_pattern import PathPattern, normalise_for_matching, select

PATTERNS = st.text(alphabet="ab/*?.", max_size=12)
PATHS = st.text(alphabet="ab/.", max_size=14).map(lambda text: f"/{text}")


def matches_by_definition(pattern: str, path: str) -> bool:
    """`*` is nothing, or one character and then `*` again; `?` is one; anything else is itself."""

    @cache
    def rest(i: int, j: int) -> bool:
        if i == len(pattern):
            return j == len(path)
        if pattern[i] == "*":
            return rest(i + 1, j) or (j < len(path) and rest(i, j + 1))
        return j < len(path) and pattern[i] in {"?", path[j]} and rest(i + 1, j + 1)

    return rest(0, 0)


@given(PATTERNS, PATHS)
def test_a_pattern_matches_as_its_definition_says(pattern: str, path: str) -> None:
    rooted = pattern if pattern.startswith("/") else f"/{pattern}"
    expected = matches_by_definition(rooted, path)
    assert PathPattern(pattern).matches(path, normalised=True) is expected


@given(PATTERNS, PATHS)
def test_matching_is_done_on_the_normalised_path(pattern: str, path: str) -> None:
    compiled = PathPattern(pattern)
    assert compiled.matches(path) is compiled.matches(normalise_for_matching(path), normalised=True)


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("*", "/", True),
        ("images/*.jpg", "/images/a/b.jpg", True),
        ("/images/*.jpg", "/images/a.JPG", False),
        ("*product.jpg", "/a/b/product.jpg", True),
        ("/a*", "/a/b/..", True),
        ("a??.jpg", "/ant.jpg", True),
        ("a??.jpg", "/abcd.jpg", False),
        ("/a+b(.)", "/a+b(.)", True),
        ("/a.c", "/abc", False),
        ("/members/*", "/members", False),
        ("/members/*", "//members//x", True),
        ("/members/*", "/public/../members/x", True),
        ("/a*", "/a\nb", True),
    ],
)
def test_documented_and_awkward_patterns(pattern: str, path: str, *, expected: bool) -> None:
    assert PathPattern(pattern).matches(path) is expected


@pytest.mark.parametrize(
    "pattern",
    ["*a*a*a*a*b", "*" + "a*" * 100 + "b", "*" + "?" * 100 + "b*", ("a?*" * 80) + "b"],
    ids=["five stars", "hundred stars", "many question marks", "mixed"],
)
def test_no_pattern_makes_a_long_path_slow(pattern: str) -> None:
    compiled = PathPattern(pattern)
    compiled.matches("/")
    started = time.perf_counter()
    assert not compiled.matches("/" + "a" * 8000)
    assert time.perf_counter() - started < 0.5


@given(PATHS)
def test_normalising_agrees_with_posixpath(path: str) -> None:
    expected = posixpath.normpath("/" + path.lstrip("/"))
    assert normalise_for_matching(path).rstrip("/") == expected.rstrip("/")


@given(
    parts=st.lists(st.sampled_from(["a", "bb", ".", "..", "c.d"]), min_size=1, max_size=7),
    is_folder=st.booleans(),
)
def test_normalising_agrees_with_urljoin_where_no_slash_is_doubled(
    parts: list[str], *, is_folder: bool
) -> None:
    path = "/" + "/".join(parts) + ("/" if is_folder else "")
    assert normalise_for_matching(path) == urljoin("http://example.com/", path).removeprefix(
        "http://example.com"
    )


@given(PATHS)
def test_normalising_twice_changes_nothing(path: str) -> None:
    assert normalise_for_matching(normalise_for_matching(path)) == normalise_for_matching(path)


def test_escapes_are_decoded_only_where_asked_and_only_if_unreserved() -> None:
    assert normalise_for_matching("/%6dembers/%2e%2E/x%2Fy") == "/%6dembers/%2e%2E/x%2Fy"
    assert normalise_for_matching("/%6dembers/%2e%2E/x%2Fy", decode_unreserved=True) == "/x%2Fy"


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        pytest.param("", "0 characters long", id="empty"),
        pytest.param(
            "/" + "a" * 255, "256 characters long; a path pattern has 1 to 255 characters", id="long"
        ),
        pytest.param("/a b/%20#", "' ' '#' '%' cannot stand in a path pattern", id="characters"),
        pytest.param("/é", "'é' cannot stand in a path pattern", id="not ASCII"),
    ],
)
def test_what_cloudfront_refuses_is_said(pattern: str, problem: str) -> None:
    (found,) = PathPattern(pattern).problems()
    assert problem in found


@pytest.mark.parametrize("pattern", ["*", "/a-b_c.d*$/~\"'@:+&?", "/" + "a" * 254])
def test_a_pattern_of_allowed_characters_has_no_problem(pattern: str) -> None:
    assert PathPattern(pattern).problems() == ()


def behaviors(*patterns: str) -> tuple[Behavior, ...]:
    return tuple(Behavior(pattern, "site", CACHE_POLICIES[0]) for pattern in patterns)


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("/members/a.jpg", "/members/*"),
        ("/a.jpg", "*.jpg"),
        ("/members", "*"),
        ("/x/..//members/a.jpg", "/members/*"),
    ],
)
def test_the_first_behavior_that_matches_wins(path: str, pattern: str) -> None:
    assert select(behaviors("/members/*", "*.jpg", "*"), path).path_pattern == pattern


def test_a_path_that_no_behavior_takes_is_an_error_of_the_configuration() -> None:
    with pytest.raises(LookupError, match="path pattern '\\*'"):
        select(behaviors("/a"), "/b")
