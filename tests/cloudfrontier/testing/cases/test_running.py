"""Cases run: what passes, what fails and why, through the distribution and on one event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from case_project import CaseProject

from cloudfrontier.testing import EdgeHost
from cloudfrontier.testing.cases import CaseResult, CaseRunner, read_cases

if TYPE_CHECKING:
    from collections.abc import Iterator


class Bench:
    """A project that is built once, and a place for files of cases."""

    def __init__(self, project: CaseProject, host: EdgeHost) -> None:
        self.project = project
        self.runner = CaseRunner(host, clock=lambda: 1_800_000_000.0)

    def run(self, table: dict[str, Any]) -> CaseResult:
        (case,) = read_cases([self.project.write("case.json", table)])
        return self.runner.run(case)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    project = CaseProject(tmp_path_factory.mktemp("cases") / "project")
    with EdgeHost(project.root) as host:
        yield Bench(project, host)


HANDLER_EVENT = {
    "Records": [
        {
            "cf": {
                "config": {"eventType": "origin-response"},
                "request": {"uri": "/", "method": "GET", "querystring": "", "headers": {}},
                "response": {"status": "200", "statusDescription": "OK", "headers": {}},
            }
        }
    ]
}


@pytest.mark.parametrize(
    "table",
    [
        {"request": "/old", "expect": {"status": 301, "headers": {"Location": "/new"}, "body": ""}},
        {"request": "/", "before": ["/"], "expect": {"cache": "hit", "origin": None, "behavior": "*"}},
        {"request": "/", "expect": {"cache": "miss", "origin": {"target": "/index.html", "status": 200}}},
        {
            "request": "/stamped/page",
            "expect": {
                "headers": {"x-stamp": ["here"]},
                "events": {
                    "origin-response": {"name": "stamp", "logs": ["stamped"], "outcome": "response"},
                    "viewer-request": "not run",
                },
            },
        },
        {"request": "/boom", "expect": {"x_cache": "FunctionExecutionError from cloudfront"}},
        {"event": {"request": {"uri": "/docs/"}}, "expect": {"request": {"uri": "/docs/index.html"}}},
        {
            "event": {"request": {"uri": "/old"}},
            "expect": {"response": {"statusCode": 301, "cookies": {}}, "logs": ["moved"], "utilization": 100},
        },
        {"event": {"request": {"uri": "/boom"}}, "expect": {"error": {"$contains": "no such luck"}}},
        {
            "handler": "stamp",
            "event": HANDLER_EVENT,
            "expect": {"response": {"headers": {"x-stamp": [{"value": "here"}]}}},
        },
    ],
    ids=[
        "a redirect",
        "a hit",
        "what the origin is asked",
        "a handler",
        "a failure that is expected",
        "an event",
        "an answer",
        "an error",
        "an event of a handler",
    ],
)
def test_a_case_passes(bench: Bench, table: dict[str, Any]) -> None:
    assert bench.run(table).told == ()


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"request": "/old", "expect": {"status": 302}}, "status: expected 302, got 301"),
        ({"request": "/boom"}, "router failed at viewer-request: Error: no such luck (line 3)"),
        ({"event": {"request": {"uri": "/boom"}}, "expect": {"request": {}}}, "Error: no such luck (line 3)"),
        ({"event": {"request": {"uri": "/bad"}}}, "'x-real-ip' was added, which edge code may not set"),
        ({"event": {"request": {"uri": "/"}}, "expect": {"error": "x"}}, 'error: expected "x", got nothing'),
        (
            {"event": {"request": {"uri": "/"}}, "expect": {"utilization": 0}},
            "utilization: expected at most 0, got",
        ),
        ({"function": "nobody", "event": {"request": {"uri": "/"}}}, "nothing is built under the name"),
        ({"request": "GE:T /"}, "is no HTTP method"),
        ({"event": HANDLER_EVENT}, "does not say what gets its event"),
        (
            {"handler": "stamp", "event": HANDLER_EVENT, "expect": {"utilization": 1}},
            "compute utilization is none of a handler's",
        ),
    ],
)
def test_a_case_fails_and_says_why(bench: Bench, table: dict[str, Any], told: str) -> None:
    result = bench.run(table)
    assert result.outcome == "failed"
    assert told in "\n".join(result.told)


def test_a_case_that_is_skipped_is_not_run(bench: Bench) -> None:
    result = bench.run({"request": "/boom", "skip": "not yet"})
    assert (result.outcome, result.told) == ("skipped", ("not yet",))


def test_cases_share_no_cache_and_no_cookies(bench: Bench) -> None:
    table = {"request": "/", "expect": {"cache": "miss"}}
    assert [bench.run(table).outcome for _ in range(2)] == ["passed", "passed"]


def test_the_events_of_functions_are_told_whole(bench: Bench) -> None:
    """TestFunction is given them, and here they give the same again."""
    ((name, event),) = bench.run({"request": "/old?a=1"}).given
    assert (name, event["context"]["eventType"]) == ("router", "viewer-request")
    assert event["request"]["querystring"] == {"a": {"value": "1"}}
    again = bench.runner.as_test_function(name, event)
    assert '"statusCode":301' in again.output
    assert bench.run({"request": "/stamped/page"}).given == ()
