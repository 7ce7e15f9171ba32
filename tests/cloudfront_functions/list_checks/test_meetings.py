"""Patterns that have some paths in common, against all short paths and the reference's own matching."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cloudfront_functions.inputs import CLOUDFLARE, NETLIFY, Dialect, read_redirects
from cloudfront_functions.list_checks import check_routes
from cloudfront_functions.list_checks.meetings import have_common_path
from cloudfront_functions.list_checks.pattern_index import shapes_of
from cloudfront_functions.reference.paths import match_path
from cloudfront_functions.rules import Capture, Pattern, Rest

TEXTS = ("", "a", "b", "ab", "aab")
PATHS = [
    "/" + "/".join(segments) for size in (1, 2, 3) for segments in product((*TEXTS, "aabb"), repeat=size)
]
AROUND = st.sampled_from(["", "a"]), st.sampled_from(["", "b"])
SEGMENTS = st.one_of(st.sampled_from(TEXTS), st.builds(Capture, st.just("c"), *AROUND))
PATTERNS = st.builds(
    lambda segments, rest: Pattern(
        tuple(Capture(f"c{n}", one.before, one.after) if isinstance(one, Capture) else one
              for n, one in enumerate(segments)) or ((), ("",))[rest is None],
        rest,
    ),
    st.lists(SEGMENTS, max_size=2),
    st.one_of(st.none(), st.builds(Rest, st.just("splat"), *AROUND)),
)  # fmt: skip


@settings(deadline=None)
@given(PATTERNS, PATTERNS)
def test_patterns_meet_where_a_path_is_one_of_both(one: Pattern, other: Pattern) -> None:
    ((first,), (second,)) = shapes_of(one), shapes_of(other)
    both = [
        path for path in PATHS if match_path(one, path) is not None and match_path(other, path) is not None
    ]
    assert have_common_path(first, second) == have_common_path(second, first) == bool(both)


def again(text: str, dialect: Dialect = CLOUDFLARE) -> list[int]:
    remarks = check_routes(read_redirects(text, file="r", dialect=dialect).rules)
    return [item.origin.line for item in remarks if item.kind == "again"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("/old/* /new/:splat\n/new/a /b", [1], id="a path below a splat"),
        pytest.param("/new/a /b\n/old/* /new/:splat", [2], id="whichever comes first"),
        pytest.param("/old/:x /new/:x\n/new/a /b", [1], id="a segment of a placeholder"),
        pytest.param("/old/:x /new/:x\n/new/a/b /b", [], id="a path that is longer"),
        pytest.param("/old/* /new/:splat\n/new /b", [], id="the folder itself"),
        pytest.param("/old/* /new/:splat\n/:x/y /b", [1], id="a pattern that takes some"),
        pytest.param("/old/* /new/:splat\n/new/a /b 200", [], id="a rewrite"),
        pytest.param("/old/* /new/:splat\n/new/* /new/:splat 200\n/new/a /b", [], id="nobody gets there"),
        pytest.param("/blog/* /:splat", [], id="its own source"),
        pytest.param("/a/* https://other.example/:splat\n/x /y", [], id="another site"),
    ],
)
def test_a_target_that_is_redirected_in_part_is_noticed(text: str, expected: list[int]) -> None:
    assert again(text) == expected


def test_a_condition_that_may_hold_is_enough_for_a_note() -> None:
    assert again("/old/* /new/:splat 301!\n/new/a /b 302 Country=de", NETLIFY) == [1]


def test_a_pattern_beside_thousands_of_paths_takes_no_long_walk() -> None:
    pages = "".join(f"/new/{number}/x /page/{number}\n" for number in range(5_000))
    patterns = "".join(f"/old{number}/:id /new/:id/y\n" for number in range(60))
    assert again(pages + patterns) == []
