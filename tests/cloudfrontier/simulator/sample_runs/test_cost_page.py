"""The page on cost says what the code does: its counters and weights, its events, its numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from cloudfrontier.javascript.cost import COUNTERS, DEFAULT_BUDGET, Counter
from cloudfrontier.javascript.cost.weights import ALLOCATED, WEIGHTS
from cloudfrontier.javascript.cost.work import BASE, UNITS_PER_POINT
from cloudfrontier.simulator.sample_runs import REQUEST_EVENTS, RESPONSE_EVENTS
from cloudfrontier.simulator.sample_runs.own_events import MOST_PATHS

PAGE = (Path(__file__).parents[4] / "docs" / "cost.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| ")
]
EVENTS = (*REQUEST_EVENTS, *RESPONSE_EVENTS)


@pytest.mark.parametrize("counter", COUNTERS)
def test_the_page_has_every_counter_with_its_weights(counter: Counter) -> None:
    (row,) = [row for row in ROWS if row[0] == f"`{counter}`"]

    assert row[2:] == [str(WEIGHTS[counter]), str(ALLOCATED.get(counter, ""))]


def test_the_page_has_every_event_with_its_reason_in_their_order() -> None:
    expected = [[item.name, "yes" if item.ordinary else "no", item.reason] for item in EVENTS]

    assert [row for row in ROWS if row[1] in {"yes", "no"}] == expected


def test_the_page_has_the_numbers_of_the_estimate() -> None:
    assert f"The base is {BASE} points" in PAGE
    assert f"stands for {UNITS_PER_POINT:,} units" in PAGE
    assert f"estimate above {DEFAULT_BUDGET.error} is an error" in PAGE
    assert f"one above {DEFAULT_BUDGET.warning} is a\nwarning" in PAGE
    assert {3: "three"}[MOST_PATHS] in PAGE
