"""Live settings of experiments: what is right is taken, everything else is left out with a sentence."""

from __future__ import annotations

from typing import Any

import pytest
from experiments import experiment
from hypothesis import given, settings
from hypothesis import strategies as st

from edge.ab_testing.live import with_live

HERO = experiment([1, 1])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(["weights", "coverage", "status", "force", "x"])


@pytest.mark.parametrize(
    ("entry", "field", "expected"),
    [
        ({"weights": {"v0": 1, "v1": 3}}, "ranges", ((0.0, 0.25), (0.25, 1.0))),
        ({"weights": [1, 3]}, "ranges", ((0.0, 0.25), (0.25, 1.0))),
        ({"weights": [0.4, 0.6]}, "weights", (0.4, 0.6)),
        ({"coverage": 0.5}, "ranges", ((0.0, 0.25), (0.5, 0.75))),
        ({"coverage": 0.5, "weights": [1, 3]}, "ranges", ((0.0, 0.125), (0.25, 0.625))),
        ({"weights": [1, 3], "coverage": 0.5}, "ranges", ((0.0, 0.125), (0.25, 0.625))),
        ({"status": "stopped"}, "running", False),
        ({"status": "running"}, "running", True),
        ({"force": "v1"}, "everyone", HERO.variants[1]),
        ({"force": None}, "everyone", None),
        ({}, "ranges", HERO.ranges),
    ],
    ids=str,
)
def test_what_is_said_of_an_experiment_holds(entry: dict[str, Any], field: str, expected: object) -> None:
    (changed,), problems = with_live([HERO], {"hero": entry})
    assert getattr(changed, field) == expected
    assert problems == ()


@pytest.mark.parametrize(
    ("live", "problem"),
    [
        (["hero"], "ab_testing: expected an object of experiments"),
        ({"gone": {}}, "gone: no such experiment"),
        ({"hero": 1}, "hero: expected an object"),
        ({"hero": {"weights": [1]}}, "hero.weights: expected one for each variant"),
        ({"hero": {"weights": {"v0": 1}}}, "hero.weights: expected one for each variant"),
        ({"hero": {"weights": {"v0": 1, "v2": 1}}}, "hero.weights: expected one for each variant"),
        (
            {"hero": {"weights": [0, 0]}},
            "hero.weights: expected numbers from 0 to 1000000000, not all of them 0",
        ),
        ({"hero": {"weights": [1, 10**400]}}, "hero.weights: expected numbers from 0 to 1000000000, not all"),
        ({"hero": {"weights": [1e308, 1e308]}}, "hero.weights: expected numbers from 0 to 1000000000, not"),
        (
            {"hero": {"weights": [1, -1]}},
            "hero.weights: expected numbers from 0 to 1000000000, not all of them 0",
        ),
        (
            {"hero": {"weights": [1, float("nan")]}},
            "hero.weights: expected numbers from 0 to 1000000000, not all",
        ),
        ({"hero": {"coverage": 2}}, "hero.coverage: expected a number from 0 to 1"),
        ({"hero": {"coverage": True}}, "hero.coverage: expected a number from 0 to 1"),
        ({"hero": {"status": "off"}}, "hero.status: expected running or stopped"),
        ({"hero": {"force": "gone"}}, "hero.force: no such variant"),
        ({"hero": {"force": ["v1"]}}, "hero.force: no such variant"),
        ({"hero": {"wieghts": [1, 1]}}, "hero.wieghts: unknown key"),
    ],
    ids=str,
)
def test_what_is_wrong_is_left_out_and_said(live: object, problem: str) -> None:
    (changed,), problems = with_live([HERO], live)
    assert changed == HERO
    assert len(problems) == 1
    assert problems[0].startswith(problem)


def test_fixed_ranges_are_not_changed_by_weights() -> None:
    variants = [
        {"name": name, "range": {"start": start, "end": start + 0.5}}
        for name, start in (("a", 0), ("b", 0.5))
    ]
    (changed,), problems = with_live([experiment(variants=variants)], {"hero": {"weights": [9, 1]}})
    assert changed.ranges == ((0, 0.5), (0.5, 1.0))
    assert problems == ("hero.weights: its ranges are fixed in edge.toml",)


@settings(deadline=None)
@given(JSON | st.dictionaries(st.just("hero"), JSON | st.dictionaries(KEYS, JSON)))
def test_nothing_raises(live: object) -> None:
    (changed,), _ = with_live([HERO], live)
    assert all(0 <= start <= end <= 1.02 for start, end in changed.ranges)
