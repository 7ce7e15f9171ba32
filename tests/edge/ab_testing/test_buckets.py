"""Buckets and namespaces as GrowthBook's specification says; values of its SDKs, run beside ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.ab_testing.buckets import (
    bucket_ranges,
    choose_variation,
    equal_weights,
    in_namespace,
    normalised,
)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((2, 1, [0.25, 0.75]), [(0, 0.25), (0.25, 1)]),
        ((3, 0.9, [0.1, 0.2, 0.7]), [(0, 0.09000000000000001), (0.1, 0.28), (0.30000000000000004, 0.93)]),
        ((3, 1, None), [(0, 1 / 3), (1 / 3, 2 / 3), (2 / 3, 1)]),
        ((2, None, None), [(0, 0.5), (0.5, 1)]),
        ((2, -1, None), [(0, 0), (0.5, 0.5)]),
        ((2, 7, None), [(0, 0.5), (0.5, 1)]),
        ((2, 1, [0.25]), [(0, 0.5), (0.5, 1)]),
        ((2, 1, [0.5, 0.4]), [(0, 0.5), (0.5, 1)]),
        ((2, 1, [0.5, 0.52]), [(0, 0.5), (0.5, 1)]),
        ((2, 1, [0.5, 0.495]), [(0, 0.5), (0.5, 0.995)]),
        ((2, 1, [0.5, 0.505]), [(0, 0.5), (0.5, 1.005)]),
        ((0, 1, None), []),
    ],
    ids=[
        "weights",
        "coverage of weights that are not exact",
        "equal thirds",
        "no coverage said",
        "coverage below zero",
        "coverage above one",
        "too few weights",
        "weights that add up to less",
        "weights that add up to more",
        "almost one, from below",
        "almost one, from above",
        "nothing to choose from",
    ],
)
def test_ranges_are_those_of_the_sdks(
    arguments: tuple[int, float | None, list[float] | None], expected: list[tuple[float, float]]
) -> None:
    assert bucket_ranges(*arguments) == expected


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=12).filter(any))
def test_ranges_leave_no_step_of_the_hash_without_a_variant(weights: list[int]) -> None:
    ranges = bucket_ranges(len(weights), 1, normalised(weights))
    for step in (0, 1, 4999, 5000, 9998, 9999):
        place = step / 10_000
        assert sum(start <= place < end for start, end in ranges) == 1


@given(
    st.lists(st.integers(1, 100), min_size=2, max_size=6),
    st.floats(0, 1),
    st.floats(0, 1),
    st.floats(0, 0.9999),
)
def test_a_larger_coverage_moves_nobody_who_was_in(
    weights: list[int], one: float, other: float, place: float
) -> None:
    less, more = sorted((one, other))
    shares = normalised(weights)
    before = choose_variation(place, bucket_ranges(len(weights), less, shares))
    assert before in {-1, choose_variation(place, bucket_ranges(len(weights), more, shares))}


@pytest.mark.parametrize(
    ("place", "expected"),
    [(0.0, 0), (0.2999, 0), (0.3, -1), (0.5, 1), (0.7499, 1), (0.75, -1), (0.9999, -1)],
)
def test_a_range_holds_its_start_and_not_its_end(place: float, expected: int) -> None:
    assert choose_variation(place, [(0, 0.3), (0.5, 0.75)]) == expected


@pytest.mark.parametrize(("count", "expected"), [(-1, []), (0, []), (1, [1]), (4, [0.25] * 4)])
def test_weights_are_equal_where_none_are_given(count: int, expected: list[float]) -> None:
    assert equal_weights(count) == expected


@pytest.mark.parametrize(
    ("visitor", "namespace", "expected"),
    [
        ("visitor-1", ("pricing", 0, 0.5), False),  # at 0.925
        ("visitor-2", ("pricing", 0, 0.5), True),  # at 0.254
        ("visitor-2", ("pricing", 0.254, 0.5), True),
        ("visitor-2", ("pricing", 0, 0.254), False),
        ("visitor-4", ("pricing", 0.5, 1), True),  # at 0.528
        ("visitor-5", ("pricing", 0.2, 0.4), False),  # at 0.513
    ],
)
def test_a_visitor_is_in_one_part_of_a_namespace(
    visitor: str, namespace: tuple[str, float, float], *, expected: bool
) -> None:
    assert in_namespace(visitor, namespace) is expected


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ([1, 3], [0.25, 0.75]),
        ([0.4, 0.6], [0.4, 0.6]),
        ([0.4, 0.599], [0.4, 0.599]),
        ([30, 10], [0.75, 0.25]),
    ],
    ids=["whole numbers", "shares", "shares that are not exact", "percent-like"],
)
def test_weights_of_any_sum_are_shares(weights: list[float], expected: list[float]) -> None:
    assert normalised(weights) == expected
