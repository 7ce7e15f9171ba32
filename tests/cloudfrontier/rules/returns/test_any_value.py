"""Whatever a function returns, the check answers with findings and never with an exception."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cloudfrontier.cloudfront.events import REQUEST_EVENTS, EventType, Kind
from cloudfrontier.rules.returns import ReturnCheck, check_return
from cloudfrontier.rules.returns.samples import given_event

PLACES: tuple[tuple[Kind, EventType], ...] = (
    ("handler", "viewer-request"),
    ("handler", "origin-request"),
    ("handler", "origin-response"),
    ("handler", "viewer-response"),
    ("function", "viewer-request"),
    ("function", "viewer-response"),
)
FIELDS = (
    "status", "statusCode", "statusDescription", "headers", "cookies", "body", "bodyEncoding", "method",
    "uri", "querystring", "clientIp", "origin", "request", "response", "Records",
)  # fmt: skip
KEYS = (
    "value", "multiValue", "key", "attributes", "data", "encoding", "action", "custom", "s3", "domainName",
    "port", "path", "protocol", "sslProtocols", "readTimeout", "keepaliveTimeout", "customHeaders",
    "responseCompletionTimeout", "authMethod", "region", "host", "via", "X-A", "",
)  # fmt: skip

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(("200", "base64", "text", "replace", "read-only", "\ud800", "a\r\n"))
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)
OBJECTS = st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=6)


@pytest.mark.parametrize(("kind", "event"), PLACES)
@given(value=JSON | OBJECTS)
@settings(max_examples=150, deadline=None)
def test_any_value_is_judged(kind: Kind, event: EventType, value: object) -> None:
    found = check_return(ReturnCheck(kind, event, given_event(kind, event), value, "f"))
    if not isinstance(value, dict):
        assert [finding.id for finding in found] == ["RET301"]


@pytest.mark.parametrize(("kind", "event"), PLACES)
@given(fields=OBJECTS)
@settings(max_examples=150, deadline=None)
def test_any_change_of_what_was_given_is_judged(kind: Kind, event: EventType, fields: dict[str, Any]) -> None:
    given_to_it: Any = given_event(kind, event)
    parts = given_to_it["Records"][0]["cf"] if kind == "handler" else given_to_it
    part = deepcopy(parts["request" if event in REQUEST_EVENTS else "response"])
    check_return(ReturnCheck(kind, event, given_to_it, part | fields, "f"))
