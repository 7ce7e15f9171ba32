"""The cost of what is attached, held against sums made by hand from AWS's prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from infra.cost import Traffic, cost_of
from infra.desired import Desired

if TYPE_CHECKING:
    from deployments import Project


def test_ten_million_runs_of_ten_milliseconds_cost_what_the_formula_says(project: Project) -> None:
    """10M x 10 ms x 128 MB: $6.00 for requests and $0.625 for the time."""
    traffic = Traffic(10_000_000, misses=0.1, milliseconds=10)
    cost = cost_of(project.desired, traffic)
    assert cost.handler_runs == 10_000_000
    assert cost.handler_dollars == pytest.approx(6.00 + 0.625125)


def test_two_million_runs_of_functions_are_free(project: Project) -> None:
    assert cost_of(project.desired, Traffic(2_000_000)).function_dollars == 0
    assert cost_of(project.desired, Traffic(12_000_000)).function_dollars == pytest.approx(1.00)


def test_a_function_with_a_store_reads_it_once_a_run(project: Project) -> None:
    project.stores["router"] = {"/a": "/b"}
    cost = cost_of(project.build().desired, Traffic(12_000_000))
    assert cost.function_dollars == pytest.approx(1.00 + 0.30)


def test_origin_events_run_for_misses_only(project: Project) -> None:
    project.handler("gate", events=("viewer-request", "origin-request", "origin-response"))
    project.attach("/members/*", viewer_request="gate", origin_request="gate", origin_response="gate")
    cost = cost_of(project.build().desired, Traffic(1000, misses=0.25))
    assert cost.handler_runs == 1000 + 250 + 250


def test_a_behavior_may_have_a_traffic_of_its_own(project: Project) -> None:
    cost = cost_of(project.desired, Traffic(1000, by_behavior={"/members/*": 30}))
    assert (cost.function_runs, cost.handler_runs) == (1000, 30)
    assert cost.dollars == cost.function_dollars + cost.handler_dollars


def test_nothing_costs_nothing() -> None:
    assert cost_of(Desired("shop"), Traffic()).dollars == 0
