"""Coverage is kept honest: every restriction has a rule or a reason, and no table of ours is forgotten."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from cloudfrontier.cloudfront.events import EVENT_TYPES, KINDS
from cloudfrontier.cloudfront.headers import ADD_FAILS, NOT_IN_HEADERS, READ_ONLY
from cloudfrontier.cloudfront.lifecycle import may_attach
from cloudfrontier.cloudfront.limits import LIMITS
from cloudfrontier.cloudfront.runtimes import FUNCTION_RUNTIMES, FunctionRuntime
from cloudfrontier.javascript.feature_table import FEATURES
from cloudfrontier.rules.coverage import COVERAGE, EDGE_TOML, HEADER_LISTS, Restriction
from cloudfrontier.rules.coverage.limits import REASONS, RULES
from cloudfrontier.rules.javascript import check_function
from cloudfrontier.rules.registry import ALL_RULES
from cloudfrontier.simulator.sample_runs import sample_findings

ROWS = {row.id: row for section in COVERAGE for row in section.rows}
MATRIX = json.loads(
    (Path(__file__).parents[2] / "javascript" / "syntax_matrix.json").read_text(encoding="utf-8")
)["cases"]
REFUSED = [
    pytest.param(name, runtime, id=f"{name} {runtime[-3:]}")
    for name, case in MATRIX.items()
    for runtime in FUNCTION_RUNTIMES
    if not case[runtime.rpartition("-")[2]].startswith("ok")
]
FOUND_BY_RUNNING = {"callee"}
UNSUPPORTED = frozenset({
    "runtime-management", "vpc", "dead-letter-queue", "environment-variables", "layers", "x-ray",
    "provisioned-concurrency", "container-image", "arm64", "ephemeral-storage", "customer-managed-key",
    "self-managed-storage", "alias", "latest", "tags",
})  # fmt: skip
"""What https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/
lambda-at-edge-function-restrictions.html (read 2026-10) lists as not supported."""


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_restriction_has_a_rule_that_there_is_or_a_reason(row: Restriction) -> None:
    assert row.rules or row.reason
    assert [rule for rule in row.rules if rule not in ALL_RULES and rule != EDGE_TOML] == []
    assert not row.reason or row.reason.endswith(".")
    assert row.source.url.startswith("https://")


def test_no_restriction_stands_twice() -> None:
    ids = Counter(row.id for section in COVERAGE for row in section.rows)
    assert [row_id for row_id, times in ids.items() if times > 1] == []


def test_every_limit_has_a_row_and_no_row_is_about_a_limit_that_is_gone() -> None:
    known = {limit.id for limit in LIMITS}
    assert {f"limit.{limit}" for limit in known} <= ROWS.keys()
    assert (RULES.keys() | REASONS.keys()) == known
    assert not RULES.keys() & REASONS.keys()


def test_every_list_of_headers_has_a_row() -> None:
    lists = {*HEADER_LISTS, *READ_ONLY.values(), *NOT_IN_HEADERS.values()}
    lists |= {item for item in ADD_FAILS.values() if item.names}
    assert {f"headers.{item.id}" for item in lists} == {row for row in ROWS if row.startswith("headers.")}


def test_every_event_of_every_kind_has_the_fields_that_may_not_be_written() -> None:
    for kind in KINDS:
        for event in EVENT_TYPES:
            prefix = f"fields.{kind}.{event}."
            assert may_attach(kind, event) == any(row.startswith(prefix) for row in ROWS)


def test_everything_that_the_edge_does_not_support_has_a_row() -> None:
    assert {f"lambda.{name}" for name in UNSUPPORTED} <= ROWS.keys()


def test_every_construct_has_a_row() -> None:
    assert {f"syntax.{feature}" for feature in FEATURES} <= ROWS.keys()


def test_every_rule_holds_to_some_restriction_or_is_about_something_else() -> None:
    """What AWS restricts is covered; the rest are warnings and notes of ours, and two errors.

    EDG502: a file cannot be read. CFF181: redirects lead round in a circle, which AWS lets anybody build.
    """
    named = {rule for row in ROWS.values() for rule in row.rules}
    errors = {rule.id for rule in ALL_RULES.values() if rule.severity == "error"}
    assert sorted(errors - named - {"EDG502", "CFF181"}) == []


@pytest.mark.parametrize(("name", "runtime"), REFUSED)
def test_what_njs_refuses_is_refused_by_a_rule_that_coverage_names(
    name: str, runtime: FunctionRuntime
) -> None:
    case = MATRIX[name]
    covering = {rule for row in ROWS.values() for rule in row.rules}
    found = {finding.id for finding in check_function(case["code"], name="x.js", runtime=runtime)}
    if name in FOUND_BY_RUNNING:
        code = f"function handler(event) {{ {case['code']}; return event.request; }}"
        found |= {finding.id for finding in sample_findings(code, name="x.js", runtime=runtime).findings}
    assert found - {"CFF105"}
    assert found <= covering | {rule.id for rule in ALL_RULES.values() if rule.severity != "error"}
