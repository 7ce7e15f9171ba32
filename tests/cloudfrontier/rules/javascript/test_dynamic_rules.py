"""The rules on runs find something in their bad samples, nothing in their good ones, and each fault once."""

from __future__ import annotations

import pytest

from cloudfrontier.cloudfront.limits import COMPUTE_NEARING, FUNCTION_MEMORY
from cloudfrontier.javascript.cost import DEFAULT_BUDGET, Budget
from cloudfrontier.rules.javascript.dynamic import (
    DYNAMIC_RULES,
    DynamicRule,
    FunctionRun,
    FunctionRuns,
    check_runs,
    named,
)
from cloudfrontier.rules.registry import ALL_RULES

VALID = [(rule, sample) for rule in DYNAMIC_RULES for sample in rule.valid]
INVALID = [(rule, sample) for rule in DYNAMIC_RULES for sample in rule.invalid]


@pytest.mark.parametrize(("rule", "sample"), VALID, ids=[rule.id for rule, _ in VALID])
def test_nothing_is_found_in_a_good_sample(rule: DynamicRule, sample: FunctionRuns) -> None:
    assert list(rule.check(sample)) == []


@pytest.mark.parametrize(("rule", "sample"), INVALID, ids=[rule.id for rule, _ in INVALID])
def test_something_is_found_in_a_bad_sample(rule: DynamicRule, sample: FunctionRuns) -> None:
    found = list(rule.check(sample))

    assert {finding.id for finding in found} == {rule.id}
    assert all(finding.message and finding.help and finding.url for finding in found)


def test_the_rules_are_in_order_and_known_by_their_ids() -> None:
    ids = [rule.id for rule in DYNAMIC_RULES]

    assert ids == sorted(ids)
    assert [ALL_RULES[rule_id] for rule_id in ids] == list(DYNAMIC_RULES)


def test_what_fails_everywhere_is_an_error_and_what_fails_somewhere_a_warning() -> None:
    broken = FunctionRun("a file", end="failed", message="ReferenceError: x")
    fine = FunctionRun("a POST")

    assert [item.severity for item in check_runs(FunctionRuns("f.js", (broken, broken)))] == ["error"]
    assert [item.severity for item in check_runs(FunctionRuns("f.js", (broken, fine)))] == ["warning"]


def test_an_odd_event_alone_saves_no_function_that_is_broken() -> None:
    broken = FunctionRun("a file", end="failed", message="ReferenceError: x")
    odd = FunctionRun("an odd path", ordinary=False)

    assert [item.severity for item in check_runs(FunctionRuns("f.js", (broken, odd)))] == ["error"]


def test_what_fails_at_places_that_depend_on_the_event_is_a_warning() -> None:
    first = FunctionRun("a file", end="failed", message="TypeError: a", place=(3, 9))
    further = FunctionRun("a POST", end="failed", message="TypeError: b", place=(4, 2))

    severities = [item.severity for item in check_runs(FunctionRuns("f.js", (first, further)))]
    assert severities == ["warning", "warning"]


def test_one_fault_is_said_once_with_its_place_and_its_events() -> None:
    runs = tuple(
        FunctionRun(f"event {number}", end="failed", message="TypeError: no", place=(3, 9))
        for number in range(5)
    )

    (finding,) = check_runs(FunctionRuns("f.js", runs, handler=(1, 1)))

    assert finding.where == "f.js:3:9"
    assert finding.message == "TypeError: no, on event 0 and on event 1 and on 3 more"


def test_a_fault_without_a_place_is_at_the_handler() -> None:
    (finding,) = check_runs(FunctionRuns("f.js", (FunctionRun("a file", end="memory"),), handler=(7, 2)))

    assert finding.where == "f.js:7:2"


@pytest.mark.parametrize(
    ("utilization", "severities"),
    [
        (COMPUTE_NEARING.value, []),
        (COMPUTE_NEARING.value + 0.1, ["warning"]),
        (200, ["warning"]),
        (200.1, ["error"]),
    ],
)
def test_the_budget_decides_about_utilization(utilization: float, severities: list[str]) -> None:
    found = check_runs(FunctionRuns("f.js", (FunctionRun("a file", utilization=utilization),)))

    assert [finding.severity for finding in found] == severities


def test_a_budget_of_ones_own_is_kept() -> None:
    run = FunctionRun("a file", utilization=17.5)

    found = check_runs(FunctionRuns("f.js", (run,), budget=Budget(warning=16, error=17)))

    assert [(finding.id, finding.severity) for finding in found] == [("CFF193", "error")]
    assert "17.5; the budget is 17" in found[0].message


def test_memory_is_judged_by_the_limit_by_what_was_held_and_by_what_was_made() -> None:
    limit = FUNCTION_MEMORY.value
    runs = (
        FunctionRun("a", end="memory"),
        FunctionRun("b", memory_bytes=limit - 1),
        FunctionRun("c", allocated_bytes=limit + 1),
    )

    found = check_runs(FunctionRuns("f.js", runs))

    assert [(finding.id, finding.severity) for finding in found] == [
        ("CFF192", "error"),
        ("CFF192", "warning"),
        ("CFF192", "warning"),
    ]


@pytest.mark.parametrize(
    ("events", "words"),
    [(["a"], "a"), (["a", "b"], "a and on b"), (["a", "b", "c"], "a and on b and on 1 more")],
)
def test_events_are_named_in_words(events: list[str], words: str) -> None:
    assert named(events) == words


def test_a_run_is_stopped_well_above_what_would_be_an_error() -> None:
    most = FunctionRun("a file", utilization=DEFAULT_BUDGET.error)

    assert DEFAULT_BUDGET.most_units > most.utilization * 3_000
