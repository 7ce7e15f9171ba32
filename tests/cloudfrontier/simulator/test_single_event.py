"""One function or handler on one event: the shapes that are taken, and what is told about others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from simulator_fakes import NOW, PythonCode, cf

from cloudfrontier.artifacts.manifest import FunctionArtifact, HandlerArtifact, Manifest
from cloudfrontier.cloudfront.limits import AWS_LIMITS
from cloudfrontier.errors import UsageError
from cloudfrontier.simulator.single_event import run_single_event

if TYPE_CHECKING:
    from cloudfrontier.simulator.trace import EventStep

MANIFEST = Manifest(
    "test",
    (FunctionArtifact("rewrite", "viewer-request", "cloudfront-js-2.0", "functions/rewrite.js", 1, "0"),),
    (
        HandlerArtifact(
            "gate", ("viewer-request",), "python3.13", "x.y", "lambdas/gate.zip", 1, 1, "0", "0", 128, 5
        ),
    ),
)
CODE = PythonCode(
    {
        "rewrite": lambda event: event["request"] | {"uri": "/new"},
        "gate": lambda event: cf(event)["request"] | {"uri": "/new"},
    }
)
CONTEXT = {"eventType": "viewer-request"}
REQUEST = {"method": "GET", "uri": "/", "headers": {}, "querystring": {}, "cookies": {}}


def lambda_event(event_type: str = "viewer-request", **parts: Any) -> dict[str, Any]:
    request = {"clientIp": "192.0.2.1", "method": "GET", "uri": "/", "querystring": "", "headers": {}}
    return {"Records": [{"cf": {"config": {"eventType": event_type}, "request": request, **parts}}]}


def run(name: str, event: object) -> EventStep:
    return run_single_event(
        name, event, manifest=MANIFEST, functions=CODE, handlers=CODE, limits=AWS_LIMITS, now=NOW
    )


@pytest.mark.parametrize(
    ("name", "event"),
    [("rewrite", {"context": CONTEXT, "request": REQUEST}), ("gate", lambda_event())],
    ids=["function", "handler"],
)
def test_the_step_says_what_ran_and_what_it_changed(name: str, event: object) -> None:
    step = run(name, event)
    assert (step.event, step.name, step.outcome) == ("viewer-request", name, "request")
    assert [(change.path, change.after) for change in step.changes] == [("uri", "/new")]


def test_a_return_that_cloudfront_would_refuse_is_an_error_here_too() -> None:
    code = PythonCode({"gate": lambda event: cf(event)["request"] | {"uri": "no slash"}})
    step = run_single_event(
        "gate", lambda_event(), manifest=MANIFEST, functions=code, handlers=code, limits=AWS_LIMITS, now=NOW
    )
    assert step.outcome == "error"
    assert step.findings[0].severity == "error"


@pytest.mark.parametrize(
    ("querystring", "raw"),
    [
        ({}, None),
        ({"a": {"value": "1"}, "b": {"value": ""}}, "a=1&b="),
        ({"a": {"value": "1", "multiValue": [{"value": "1"}, {"value": "2"}]}}, "a=1&a=2"),
    ],
    ids=["none", "two", "several values"],
)
def test_a_function_is_told_the_query_string_of_the_event(querystring: object, raw: str | None) -> None:
    run("rewrite", {"context": CONTEXT, "request": REQUEST | {"querystring": querystring}})
    assert CODE.times[-1] == (NOW, raw)


@pytest.mark.parametrize(
    ("name", "event", "problem"),
    [
        ("other", {}, "nothing is built under the name 'other'; there is gate, rewrite"),
        ("rewrite", [], "the event: an array, expected an object"),
        ("rewrite", {"request": REQUEST}, "context: nothing, expected an object"),
        ("rewrite", {"context": {"eventType": "viewer"}, "request": REQUEST}, "context.eventType: 'viewer'"),
        ("rewrite", {"context": CONTEXT}, "request: nothing, expected an object"),
        (
            "rewrite",
            {"context": {"eventType": "viewer-response"}, "request": {}, "response": {}},
            "rewrite is written for viewer-request; the event says viewer-response",
        ),
        ("gate", {"context": CONTEXT, "request": REQUEST}, "Records: expected a list with one record"),
        ("gate", {"Records": ["x"]}, r"Records\[0\]: a string, expected an object"),
        ("gate", lambda_event("viewer-response"), r"Records\[0\].cf.response: nothing, expected an object"),
    ],
)
def test_what_is_no_event_for_it_is_told_by_its_path(name: str, event: object, problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        run(name, event)
