"""Assignments: sticky where a cookie says so, fair where it does not, and deaf to forged cookies."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from edge_support import AB_TESTING
from hypothesis import given
from hypothesis import strategies as st

from edge.ab_testing.assignment import Experiment, assign, bucket_ranges
from edge.ab_testing.hashing import position
from edge.ab_testing.settings import read_settings
from edge.settings import Table


def experiment(weights: list[int], **changes: Any) -> Experiment:
    variants = [{"name": f"v{number}", "weight": weight} for number, weight in enumerate(weights)]
    table = {**AB_TESTING, "experiments": [{"id": "hero", "variants": variants, **changes}]}
    return read_settings(Table(table, "")).experiments[0]


def drawn(item: Experiment, visitor: str, path: str = "/", **cookies: list[str]) -> str | None:
    sent = {name.replace("_", "-"): values for name, values in cookies.items()}
    assigned = assign([item], path, visitor=visitor, cookies=sent)
    return assigned[0].variant.name if assigned else None


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ([1, 1], [(0.0, 0.5), (0.5, 1.0)]),
        ([9, 1], [(0.0, 0.9), (0.9, 1.0)]),
        ([1, 0, 1], [(0.0, 0.5), (0.5, 0.5), (0.5, 1.0)]),
        ([1, 1, 1, 1], [(0.0, 0.25), (0.25, 0.5), (0.5, 0.75), (0.75, 1.0)]),
    ],
)
def test_ranges_are_as_wide_as_the_weights(weights: list[int], expected: list[tuple[float, float]]) -> None:
    assert bucket_ranges(weights) == expected


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=12).filter(any))
def test_ranges_leave_no_step_of_the_hash_without_a_variant(weights: list[int]) -> None:
    ranges = bucket_ranges(weights)
    for step in (0, 1, 4999, 5000, 9998, 9999):
        place = step / 10_000
        assert sum(start <= place < end for start, end in ranges) == 1


@given(st.text("abcdef0123456789", min_size=8, max_size=32))
def test_a_visitor_is_drawn_where_the_hash_of_seed_and_id_falls(visitor: str) -> None:
    expected = "v0" if position("hero", visitor) < 0.7 else "v1"
    assert drawn(experiment([7, 3]), visitor) == expected
    assert drawn(experiment([7, 3]), visitor) == expected


def test_a_new_seed_draws_everyone_anew_and_independently() -> None:
    visitors = [f"visitor-{number}" for number in range(4000)]
    old, new = experiment([1, 1]), experiment([1, 1], seed="second round")
    pairs = Counter((drawn(old, visitor), drawn(new, visitor)) for visitor in visitors)
    assert sum((count - 1000) ** 2 / 1000 for count in pairs.values()) < 16.27  # 3 degrees, p = 0.001


@pytest.mark.parametrize("weights", [[1, 1], [9, 1], [1, 2, 3, 4]])
def test_the_split_is_that_of_the_weights(weights: list[int]) -> None:
    item, visitors = experiment(weights), 8000
    seen = Counter(drawn(item, f"{number:032x}") for number in range(visitors))
    expected = {f"v{n}": visitors * weight / sum(weights) for n, weight in enumerate(weights)}
    assert sum((seen[name] - want) ** 2 / want for name, want in expected.items()) < 16.27


def test_a_variant_with_the_weight_zero_is_drawn_by_nobody_but_kept_by_those_who_have_it() -> None:
    item = experiment([1, 0])
    assert {drawn(item, f"visitor-{number}") for number in range(200)} == {"v0"}
    assert drawn(item, "visitor-1", ab_hero=["v1"]) == "v1"


def test_a_change_of_weights_moves_nobody_who_has_a_cookie() -> None:
    for number in range(100):
        visitor = f"visitor-{number}"
        before = drawn(experiment([1, 1]), visitor)
        assert before is not None
        assert drawn(experiment([1, 99]), visitor, ab_hero=[before]) == before


@pytest.mark.parametrize(
    ("values", "kept", "ignored"),
    [
        (["v1"], True, False),
        (["gone"], False, True),
        ([""], False, True),
        (["V1"], False, True),
        (["gone", "v1"], True, False),
        (["v1", "v0"], True, False),
        ([], False, False),
    ],
    ids=["known", "removed", "empty", "other case", "removed, then known", "the first counts", "none"],
)
def test_a_cookie_counts_only_if_it_names_a_variant(values: list[str], *, kept: bool, ignored: bool) -> None:
    item = experiment([1, 1])
    (assignment,) = assign([item], "/", visitor="visitor-1", cookies={"ab-hero": values} if values else {})
    assert (assignment.kept, assignment.ignored) == (kept, ignored)
    assert assignment.variant.name == ("v1" if kept else drawn(item, "visitor-1"))


def test_an_experiment_runs_on_its_paths_only() -> None:
    item = experiment([1, 1], paths=["/shop/*", "/"])
    assert drawn(item, "visitor-1", "/shop/x") is not None
    assert drawn(item, "visitor-1", "/") is not None
    assert drawn(item, "visitor-1", "/about") is None


def test_several_experiments_are_assigned_in_their_order() -> None:
    items = [experiment([1, 1], id=name) for name in ("z", "a", "m")]
    assigned = assign(items, "/", visitor="visitor-1", cookies={"ab-a": ["v1"]})
    assert [item.experiment.id for item in assigned] == ["z", "a", "m"]
    assert [item.kept for item in assigned] == [False, True, False]
