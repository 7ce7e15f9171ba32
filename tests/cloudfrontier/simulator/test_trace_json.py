"""The JSON of a trace: the fields that machines rely on."""

from __future__ import annotations

import json

from simulator_fakes import PAGE, behavior, edge

from cloudfrontier.cloudfront.message import Headers, Response
from cloudfrontier.simulator.trace_json import trace_json

FIELDS = {
    "version", "request", "request_id", "behavior", "events", "cache", "origin", "store", "response",
    "x_cache", "notes", "duration_ms", "edge_error",
}  # fmt: skip


def test_a_miss_has_every_documented_field_and_is_json() -> None:
    shown = trace_json(edge().get("/page?a=1").trace)
    assert shown.keys() == FIELDS
    assert json.loads(json.dumps(shown)) == shown
    assert shown["request"] == {
        "method": "GET", "uri": "/page", "querystring": "a=1", "headers": [["Host", "www.example.com"]],
        "body_bytes": 0, "client_ip": "203.0.113.178", "scheme": "https",
    }  # fmt: skip
    assert shown["cache"] == {"decision": "miss", "key": [["path", "/page"]], "age": None, "why": ""}
    assert shown["store"]["seconds"] == 300
    assert shown["origin"]["target"] == "/page"
    assert shown["response"]["body"] == PAGE.body.decode()


def test_each_event_says_what_ran_and_what_it_changed() -> None:
    code = {"cff-x": lambda event: event["request"] | {"uri": "/page"}}
    shown = trace_json(edge(behavior(("viewer-request", "cff-x")), code=code).get("/x").trace)
    first, second, *_ = shown["events"]
    assert (first["kind"], first["name"], first["outcome"]) == ("function", "cff-x", "request")
    assert first["changes"] == [{"path": "uri", "before": "/x", "after": "/page"}]
    assert first["logs"] == ["cff-x ran"]
    assert (second["outcome"], second["why"], second["kind"]) == ("not run", "nothing is attached", None)


def test_a_body_that_is_no_text_is_base64() -> None:
    shown = trace_json(edge(objects={"/x": Response(200, Headers(), b"\xff\xfe")}).get("/x").trace)
    assert (shown["response"]["body"], shown["response"]["body_encoding"]) == ("//4=", "base64")


def test_a_refused_request_has_no_origin_and_nothing_stored() -> None:
    shown = trace_json(edge().send("POST", "/page").trace)
    assert (shown["origin"], shown["store"], shown["edge_error"]) == (None, None, False)
    assert shown["notes"] == ["POST is not allowed; the behavior allows GET, HEAD"]
