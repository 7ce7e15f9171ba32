"""Assignments: sticky where a cookie says so, fair where it does not, and deaf to forged cookies."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from edge_support import NOW
from experiments import assigned, drawn, experiment, visit
from hypothesis import given
from hypothesis import strategies as st

from edge.ab_testing.assignment import Assigner
from edge.ab_testing.buckets import in_namespace
from edge.ab_testing.hashing import position

if TYPE_CHECKING:
    from typing import Any

VISITORS = [f"visitor-{number}" for number in range(4000)]


def with_cookie(*values: str) -> dict[str, Any]:
    return {"lines": [("Cookie", f"ab-hero={value}") for value in values]}


@given(st.text("abcdef0123456789", min_size=8, max_size=32))
def test_a_visitor_is_drawn_where_the_hash_of_seed_and_id_falls(visitor: str) -> None:
    place = position("hero", visitor)
    assert place is not None
    assert drawn(experiment([7, 3]), visitor) == ("v0" if place < 0.7 else "v1")
    old = position("hero", visitor, 1)
    assert old is not None
    assert drawn(experiment([7, 3], hash_version=1), visitor) == ("v0" if old < 0.7 else "v1")


@pytest.mark.parametrize("other", [{"seed": "second round"}, {"id": "price"}], ids=["a new seed", "another"])
def test_two_experiments_are_drawn_independently(other: dict[str, Any]) -> None:
    one, two = experiment(), experiment(**other)
    pairs = Counter((drawn(one, visitor), drawn(two, visitor)) for visitor in VISITORS)
    assert sum((count - 1000) ** 2 / 1000 for count in pairs.values()) < 16.27  # 3 degrees, p = 0.001


@pytest.mark.parametrize("weights", [[1, 1], [9, 1], [1, 2, 3, 4], [0.3, 0.7]], ids=str)
def test_the_split_is_that_of_the_weights(weights: list[float]) -> None:
    item, visitors = experiment(weights), 8000
    seen = Counter(drawn(item, f"{number:032x}") for number in range(visitors))
    expected = {f"v{n}": visitors * weight / sum(weights) for n, weight in enumerate(weights)}
    assert sum((seen[name] - want) ** 2 / want for name, want in expected.items()) < 16.27


def test_a_larger_coverage_moves_nobody_and_takes_in_as_many_as_it_says() -> None:
    small, large = experiment(coverage=0.1), experiment(coverage=0.2)
    before = {visitor: name for visitor in VISITORS if (name := drawn(small, visitor))}
    after = {visitor: name for visitor in VISITORS if (name := drawn(large, visitor))}
    assert before.items() <= after.items()
    assert (len(before), len(after)) == pytest.approx((400, 800), rel=0.15)


def test_given_ranges_count_and_weights_do_not() -> None:
    variants = [
        {"name": "a", "range": {"start": 0.0, "end": 0.1}},
        {"name": "b", "range": {"start": 0.9, "end": 1.0}},
    ]
    item = experiment(variants=variants)
    for visitor in VISITORS[:300]:
        place = position("hero", visitor) or 0.0
        expected = "a" if place < 0.1 else "b" if place >= 0.9 else None
        assert drawn(item, visitor) == expected


def test_experiments_of_one_namespace_share_no_visitor() -> None:
    halves = [
        experiment(namespace={"id": "page", "start": 0.0, "end": 0.5}),
        experiment(id="price", namespace={"id": "page", "start": 0.5, "end": 1.0}),
    ]
    for visitor in VISITORS[:500]:
        names = [drawn(item, visitor) is not None for item in halves]
        assert names == [in_namespace(visitor, ("page", 0.0, 0.5)), in_namespace(visitor, ("page", 0.5, 1.0))]
        assert sum(names) == 1


def test_a_variant_with_the_weight_zero_is_drawn_by_nobody_but_kept_by_those_who_have_it() -> None:
    item = experiment([1, 0])
    assert {drawn(item, visitor) for visitor in VISITORS[:200]} == {"v0"}
    assert drawn(item, **with_cookie("v1")) == "v1"


@pytest.mark.parametrize(
    "later",
    [
        {"weights": [1, 99]},
        {"coverage": 0.0},
        {"namespace": {"id": "page", "start": 0.0, "end": 1e-9}},
        {"seed": "another"},
    ],
    ids=["weights", "coverage", "namespace", "seed"],
)
def test_no_change_moves_anybody_who_has_a_cookie(later: dict[str, Any]) -> None:
    for visitor in VISITORS[:100]:
        before = drawn(experiment(), visitor)
        assert before is not None
        assert drawn(experiment(**later), visitor, **with_cookie(before)) == before


@pytest.mark.parametrize(
    ("values", "kept", "stale"),
    [
        (["v1"], True, False),
        (["gone"], False, True),
        ([""], False, True),
        (["V1"], False, True),
        (["v1.forged"], False, True),
        (["gone", "v1"], True, False),
        (["v1", "v0"], True, False),
        ([], False, False),
    ],
    ids=[
        "known",
        "removed",
        "empty",
        "other case",
        "with a tail",
        "removed, then known",
        "the first counts",
        "none",
    ],
)
def test_a_cookie_counts_only_if_it_names_a_variant(values: list[str], *, kept: bool, stale: bool) -> None:
    item = experiment()
    made = visit(**with_cookie(*values))
    found = assigned(item, made)
    assert found is not None
    assert found.why == ("kept" if kept else "drawn")
    assert Assigner([item]).stale(made) == ([item] if stale else [])
    assert found.variant.name == ("v1" if kept else drawn(item))


def test_an_experiment_runs_on_its_paths_only() -> None:
    item = experiment(paths=["/shop/*", "/"])
    assert drawn(item, path="/shop/x") is not None
    assert drawn(item, path="/") is not None
    assert drawn(item, path="/about") is None


@pytest.mark.parametrize(
    ("changes", "is_in"),
    [
        ({"start": NOW - 1}, True),
        ({"start": NOW}, True),
        ({"start": NOW + 1}, False),
        ({"end": NOW}, False),
        ({"end": NOW + 1}, True),
        ({"running": False}, False),
    ],
    ids=["begun", "begins now", "not begun", "ends now", "not ended", "stopped"],
)
def test_an_experiment_runs_while_it_is_open(changes: dict[str, Any], *, is_in: bool) -> None:
    item = experiment(**changes)
    assert (drawn(item) is not None) is is_in
    assert (drawn(item, **with_cookie("v1")) is not None) is is_in
    forced = visit(hero=item.variants[1])
    found = assigned(item, forced)
    assert found is not None
    assert (found.variant.name, found.why) == ("v1", "forced")


def test_a_variant_for_everyone_comes_before_cookies_and_is_for_the_audience_only() -> None:
    item = experiment(devices=["mobile"])
    everyone = item._replace(everyone=item.variants[1], coverage=0.0, ranges=((0, 0), (0.5, 0.5)))
    phone = ("User-Agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile")
    assert drawn(everyone, lines=[phone, ("Cookie", "ab-hero=v0")]) == "v1"
    assert drawn(everyone) is None


def test_several_experiments_are_assigned_in_their_order() -> None:
    items = [experiment(id=name) for name in ("z", "a", "m")]
    found = Assigner(items).assign(visit(lines=[("Cookie", "ab-a=v1")]))
    assert [(item.experiment.id, item.why) for item in found] == [
        ("z", "drawn"),
        ("a", "kept"),
        ("m", "drawn"),
    ]
