"""Whatever edge code returns, the viewer gets an answer and its trace can be told: nothing crashes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simulator_fakes import behavior, cf, edge

from cloudfrontier.simulator.trace_json import trace_json

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import EventType

KEYS = (
    "status", "statusCode", "statusDescription", "headers", "cookies", "querystring", "uri", "method", "body",
    "bodyEncoding", "origin", "custom", "s3", "domainName", "value", "multiValue", "key", "encoding", "data",
    "action", "x-new", "host", "location", "set-cookie",
)  # fmt: skip
TEXTS = ("", "200", "302", "/x", "GET", "base64", "text", "replace", "???", "line\nbreak", "ä", "a.example")
LEAVES = (
    st.none() | st.booleans() | st.integers(-1, 700) | st.floats(allow_nan=False) | st.sampled_from(TEXTS)
)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=12,
)
CHANGES = st.dictionaries(st.sampled_from(KEYS), ANYTHING, max_size=4)
EVENTS: tuple[tuple[str, EventType], ...] = (
    ("cff-code", "viewer-request"),
    ("cff-code", "viewer-response"),
    ("code", "viewer-request"),
    ("code", "origin-request"),
    ("code", "origin-response"),
    ("code", "viewer-response"),
)


def answer(name: str, event: EventType, code: Any) -> None:
    exchange = edge(behavior((event, name)), code={name: code}).get(
        "/page?a=1&a=2", headers={"Cookie": "c=1"}
    )
    step = exchange.trace.event(event)
    assert 200 <= exchange.response.status <= 599
    assert json.dumps(trace_json(exchange.trace))
    assert "cannot be read" not in step.why, "a return rule should have refused it"
    assert (step.outcome == "error") == exchange.trace.edge_error


@pytest.mark.parametrize(("name", "event"), EVENTS, ids=lambda part: part)
@settings(max_examples=60, deadline=None, derandomize=True)
@given(value=ANYTHING)
def test_any_value_has_an_answer(name: str, event: EventType, value: Any) -> None:
    answer(name, event, lambda _: value)


@pytest.mark.parametrize(("name", "event"), EVENTS, ids=lambda part: part)
@settings(max_examples=60, deadline=None, derandomize=True)
@given(changes=CHANGES, below=CHANGES)
def test_any_change_of_what_was_given_has_an_answer(
    name: str, event: EventType, changes: dict[str, Any], below: dict[str, Any]
) -> None:
    def change(given_event: dict[str, Any]) -> Any:
        record = given_event if name.startswith("cff") else cf(given_event)
        part = record["request" if event.endswith("request") else "response"]
        return part | {"headers": part["headers"] | below} | changes

    answer(name, event, change)
