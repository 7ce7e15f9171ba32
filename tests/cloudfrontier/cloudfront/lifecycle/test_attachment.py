"""Which associations one behavior may have: the documented matrix, cell by cell."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest

from cloudfrontier.cloudfront.distribution import Association
from cloudfrontier.cloudfront.events import EVENT_TYPES, VIEWER_EVENTS
from cloudfrontier.cloudfront.lifecycle import ATTACHABLE, conflicts, may_attach, may_include_body

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import EventType


def function(event: EventType, name: str = "redirects") -> Association:
    return Association(event, "function", name)


def handler(event: EventType, name: str = "gate", *, include_body: bool = False) -> Association:
    return Association(event, "handler", name, include_body)


def test_functions_take_the_viewer_events_and_handlers_all(documented: dict[str, Any]) -> None:
    assert set(documented["limits"]["cloudfront_functions"]["events"]) == ATTACHABLE["function"]
    assert ATTACHABLE["handler"] == set(EVENT_TYPES)
    assert not may_attach("function", "origin-request")


@pytest.mark.parametrize(("ours", "theirs"), list(itertools.product(VIEWER_EVENTS, EVENT_TYPES)))
def test_kinds_mix_on_origin_events_only(ours: EventType, theirs: EventType) -> None:
    found = {conflict.id for conflict in conflicts((function(ours), handler(theirs)))}
    assert ("kinds-mixed-on-viewer-events" in found) is (theirs in VIEWER_EVENTS)
    assert ("event-taken-twice" in found) is (ours == theirs)


def test_one_kind_on_all_of_its_events_is_fine() -> None:
    assert conflicts(handler(event) for event in EVENT_TYPES) == ()
    assert conflicts(function(event) for event in VIEWER_EVENTS) == ()
    assert conflicts(()) == ()


def test_an_event_takes_one_function() -> None:
    (conflict,) = conflicts((handler("origin-request", "a"), handler("origin-request", "b")))
    assert conflict.id == "event-taken-twice"
    assert conflict.events == ("origin-request",)
    assert "(a, b)" in conflict.message


def test_a_function_on_an_origin_event_is_refused_with_the_events_that_it_may_have() -> None:
    (conflict,) = conflicts((function("origin-response"),))
    assert conflict.id == "event-not-offered"
    assert "viewer-request and viewer-response, not at origin-response" in conflict.message


def test_the_body_is_for_handlers_on_request_events(documented: dict[str, Any]) -> None:
    offered = [event for event in EVENT_TYPES if may_include_body("handler", event)]
    assert offered == documented["limits"]["lambda_edge"]["include_body_events"]
    assert not may_include_body("function", "viewer-request")
    (conflict,) = conflicts((handler("viewer-response", include_body=True),))
    assert conflict.id == "body-not-offered"
    assert conflicts((handler("origin-request", include_body=True),)) == ()


def test_everything_wrong_is_reported_at_once() -> None:
    listed = (function("viewer-request"), handler("viewer-request"), function("origin-request"))
    assert {conflict.id for conflict in conflicts(listed)} == {
        "event-not-offered",
        "event-taken-twice",
        "kinds-mixed-on-viewer-events",
    }
