"""Edge code that fails: the viewer gets what CloudFront gives, the trace says why, the walk goes on."""

from __future__ import annotations

from typing import Any

import pytest
from simulator_fakes import behavior, cf, edge

from cloudfrontier.cloudfront.events import EVENT_TYPES, EventType


def raises(event: Any) -> Any:
    message = "the table has no such row"
    raise KeyError(message)


def returns_none(event: Any) -> Any:
    return None


def passes(event: dict[str, Any]) -> Any:
    return cf(event).get("response", cf(event)["request"])


@pytest.mark.parametrize("event", EVENT_TYPES)
def test_a_handler_that_raises_gives_503_at_every_event(event: EventType) -> None:
    exchange = edge(behavior((event, "broken")), code={"broken": raises}).get("/page")
    step = exchange.trace.event(event)
    assert exchange.response.status == 503
    assert exchange.response.headers.get("x-cache") == "LambdaExecutionError from cloudfront"
    assert (
        b"The Lambda function associated with the CloudFront distribution is invalid"
        in exchange.response.body
    )
    assert (step.outcome, step.ran) == ("error", True)
    assert "KeyError" in step.why
    assert step.logs == ("before it failed",)
    assert exchange.trace.edge_error


@pytest.mark.parametrize("event", EVENT_TYPES)
def test_a_handler_that_returns_nothing_gives_502_at_every_event(event: EventType) -> None:
    exchange = edge(behavior((event, "empty")), code={"empty": returns_none}).get("/page")
    assert exchange.response.status == 502
    assert exchange.response.headers.get("x-cache") == "LambdaValidationError from cloudfront"
    assert exchange.trace.event(event).why
    assert [finding.severity for finding in exchange.trace.findings][:1] == ["error"]


@pytest.mark.parametrize("event", ["viewer-request", "viewer-response"])
@pytest.mark.parametrize(
    ("code", "status", "x_cache"),
    [
        (raises, 503, "FunctionExecutionError from cloudfront"),
        (returns_none, 502, "FunctionValidationError from cloudfront"),
    ],
    ids=["raises", "returns nothing"],
)
def test_a_function_that_fails_takes_the_behavior_down(
    event: EventType, code: Any, status: int, x_cache: str
) -> None:
    exchange = edge(behavior((event, "cff-broken")), code={"cff-broken": code}).get("/page")
    assert exchange.response.status == status
    assert exchange.response.headers.get("x-cache") == x_cache


def test_no_event_runs_after_one_that_failed() -> None:
    attached = tuple((event, event) for event in EVENT_TYPES)
    code = dict.fromkeys(EVENT_TYPES, passes) | {"viewer-request": raises}
    at_edge = edge(behavior(*attached), code=code)
    trace = at_edge.get("/page").trace
    assert [step.ran for step in trace.events] == [True, False, False, False]
    assert {step.why for step in trace.events[1:]} == {"CloudFront answered the request itself"}
    assert at_edge.origin.asked == []


def test_the_page_of_a_failed_handler_is_not_cached() -> None:
    at_edge = edge(behavior(("origin-request", "broken")), code={"broken": raises})
    at_edge.get("/page")
    assert at_edge.get("/page").trace.cache.decision == "miss"


def test_what_a_failed_viewer_response_should_have_changed_is_cached_as_the_origin_sent_it() -> None:
    at_edge = edge(behavior(("viewer-response", "broken")), code={"broken": raises})
    at_edge.get("/page")
    second = at_edge.get("/page")
    assert (second.trace.cache.decision, second.response.status) == ("hit", 503)
    assert second.response.headers.get("x-cache") == "LambdaExecutionError from cloudfront"


def test_an_origin_that_gives_no_answer_is_a_502_and_no_fault_of_the_code() -> None:
    at_edge = edge(behavior(("origin-response", "late")), code={"late": passes})
    at_edge.origin.down = "nothing listens there"
    exchange = at_edge.get("/page")
    assert exchange.response.status == 502
    assert exchange.response.headers.get("x-cache") == "Error from cloudfront"
    assert exchange.trace.origin is not None
    assert exchange.trace.origin.why == "nothing listens there"
    assert not exchange.trace.event("origin-response").ran
    assert not exchange.trace.edge_error
