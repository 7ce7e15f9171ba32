"""The walk of one request through the four events, fakes at every port: what runs, in which order, why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from simulator_fakes import CACHED, PAGE, behavior, cf, edge

from cloudfrontier.cloudfront.cache_policy import ItemSelection
from cloudfrontier.cloudfront.events import EVENT_TYPES
from cloudfrontier.cloudfront.lifecycle import order
from cloudfrontier.cloudfront.message import Headers, Response
from cloudfrontier.simulator.engine import NOT_SIMULATED, STEPS

FOUR = tuple((event, f"{event}-handler") for event in EVENT_TYPES)


def passes(event: dict[str, Any]) -> Any:
    return cf(event).get("response", cf(event)["request"])


def passing() -> dict[str, Any]:
    return {name: passes for _, name in FOUR}


def test_every_step_of_the_lifecycle_is_done_or_said_not_to_be() -> None:
    assert {step.id for step in order()} == STEPS.keys() | NOT_SIMULATED.keys()
    assert not STEPS.keys() & NOT_SIMULATED.keys()


def test_all_four_events_run_on_a_miss_in_their_order() -> None:
    at_edge = edge(behavior(*FOUR), code=passing())
    exchange = at_edge.get("/page")
    assert [name for name, _ in at_edge.code.seen] == [name for _, name in FOUR]
    assert [step.event for step in exchange.trace.events] == list(EVENT_TYPES)
    assert exchange.response.status == 200
    assert exchange.response.body == PAGE.body
    assert exchange.response.headers.get("x-cache") == "Miss from cloudfront"


def test_origin_events_do_not_run_on_a_hit_and_the_trace_says_why() -> None:
    at_edge = edge(behavior(*FOUR), code=passing())
    at_edge.get("/page")
    at_edge.now += 7
    exchange = at_edge.get("/page")
    trace = exchange.trace
    assert [step.ran for step in trace.events] == [True, False, False, True]
    assert trace.event("origin-request").why == "the object is in the cache"
    assert len(at_edge.origin.asked) == 1
    assert exchange.response.headers.get("x-cache") == "Hit from cloudfront"
    assert exchange.response.headers.get("age") == "7"
    assert (trace.cache.decision, trace.cache.age) == ("hit", 7)


def test_viewer_response_sees_the_age_of_a_hit() -> None:
    at_edge = edge(behavior(*FOUR), code=passing())
    at_edge.get("/page")
    at_edge.now += 2
    at_edge.get("/page")
    assert cf(at_edge.code.given("viewer-response-handler"))["response"]["headers"]["age"] == [
        {"key": "Age", "value": "2"}
    ]


def test_an_event_with_nothing_attached_says_so() -> None:
    step = edge().get("/page").trace.event("viewer-request")
    assert (step.ran, step.why) == (False, "nothing is attached")


@pytest.mark.parametrize("kind", ["cff", "handler"])
def test_a_response_from_viewer_request_goes_straight_to_the_viewer(kind: str) -> None:
    made = {"statusCode": 302, "headers": {"location": {"value": "/sign-in/"}}}
    if kind == "handler":
        made = {"status": "302", "headers": {"location": [{"value": "/sign-in/"}]}}
    at_edge = edge(behavior(("viewer-request", f"{kind}-gate")), code={f"{kind}-gate": lambda _: made})
    exchange = at_edge.get("/page")
    who = "Function" if kind == "cff" else "Lambda"
    assert exchange.response.status == 302
    assert exchange.response.headers.get("location") == "/sign-in/"
    assert exchange.response.headers.get("x-cache") == f"{who}GeneratedResponse from cloudfront"
    assert exchange.response.headers.get("server") == "CloudFront"
    assert at_edge.origin.asked == []
    assert exchange.trace.cache.decision == "not looked up"


def test_nothing_runs_after_viewer_request_generated_the_response() -> None:
    code = passing() | {"viewer-request-handler": lambda _: {"status": "200", "headers": {}}}
    trace = edge(behavior(*FOUR), code=code).get("/page").trace
    assert [step.ran for step in trace.events] == [True, False, False, False]
    assert {step.why for step in trace.events[1:]} == {"viewer-request generated the response"}


def test_a_response_from_origin_request_is_cached_and_origin_response_is_skipped() -> None:
    code = passing() | {"origin-request-handler": lambda _: {"status": "200", "headers": {}, "body": "hi"}}
    at_edge = edge(behavior(*FOUR), code=code)
    first = at_edge.get("/page")
    assert first.response.body == b"hi"
    assert first.response.headers.get("x-cache") == "LambdaGeneratedResponse from cloudfront"
    assert [step.ran for step in first.trace.events] == [True, True, False, True]
    second = at_edge.get("/page")
    assert second.response.headers.get("x-cache") == "Hit from cloudfront"
    assert [step.ran for step in second.trace.events] == [True, False, False, True]


def test_viewer_response_does_not_run_for_an_error_of_the_origin_but_origin_response_does() -> None:
    trace = edge(behavior(*FOUR), code=passing()).get("/nothing-here").trace
    assert [step.ran for step in trace.events] == [True, True, True, False]
    assert trace.event("viewer-response").why == "the origin returned a status of 400 or higher"
    assert trace.x_cache == "Error from cloudfront"


def test_an_error_is_cached_for_ten_seconds() -> None:
    at_edge = edge()
    at_edge.get("/nothing-here")
    at_edge.now += 9
    assert at_edge.get("/nothing-here").trace.cache.decision == "hit"
    at_edge.now += 2
    assert at_edge.get("/nothing-here").trace.cache.decision == "expired"


def test_the_path_that_viewer_request_makes_is_what_is_cached_and_fetched() -> None:
    def rewrite(event: dict[str, Any]) -> Any:
        return event["request"] | {"uri": "/page"}

    at_edge = edge(behavior(("viewer-request", "cff-rewrite")), code={"cff-rewrite": rewrite})
    assert at_edge.get("/old/").response.body == PAGE.body
    assert at_edge.get("/page").trace.cache.decision == "hit"


def test_changing_the_path_changes_neither_behavior_nor_origin() -> None:
    def move(event: dict[str, Any]) -> Any:
        return event["request"] | {"uri": "/other/x"}

    other = behavior(path_pattern="/other/*", viewer_protocol_policy="https-only")
    at_edge = edge(other, behavior(("viewer-request", "cff-move")), code={"cff-move": move})
    assert at_edge.get("/page").trace.behavior == "*"


def test_origin_request_may_send_the_request_elsewhere_without_changing_the_key() -> None:
    def route(event: dict[str, Any]) -> Any:
        request = cf(event)["request"]
        return request | {"uri": f"/b{request['uri']}"}

    objects = {"/b/page": Response(200, Headers(), b"variant b")}
    at_edge = edge(behavior(("origin-request", "route")), code={"route": route}, objects=objects)
    assert at_edge.get("/page").response.body == b"variant b"
    hit = at_edge.get("/page")
    assert (hit.response.body, hit.trace.cache.decision) == (b"variant b", "hit")


def test_what_origin_response_makes_is_stored() -> None:
    def brand(event: dict[str, Any]) -> Any:
        response = cf(event)["response"]
        return response | {"headers": response["headers"] | {"x-brand": [{"value": "ours"}]}, "body": "new"}

    at_edge = edge(behavior(("origin-response", "brand")), code={"brand": brand})
    at_edge.get("/page")
    hit = at_edge.get("/page").response
    assert (hit.headers.get("x-brand"), hit.body) == ("ours", b"new")
    assert hit.headers.get("content-length") == "3"


def test_a_cookie_that_the_origin_keeps_out_of_the_cache_is_not_replayed() -> None:
    lines = (("Set-Cookie", "basket=1"), ("Cache-Control", 'max-age=60, no-cache="Set-Cookie"'))
    all_cookies = replace(CACHED, cookies=ItemSelection("all"))
    at_edge = edge(behavior(cache_policy=all_cookies), objects={"/page": Response(200, Headers(lines))})
    first, second = at_edge.get("/page"), at_edge.get("/page")
    assert first.response.headers.get("set-cookie") == "basket=1"
    assert second.trace.cache.decision == "hit"
    assert "set-cookie" not in second.response.headers


def test_what_viewer_response_makes_is_for_one_viewer_only() -> None:
    count = iter(range(9))

    def stamp(event: dict[str, Any]) -> Any:
        response = event["response"]
        return response | {"headers": response["headers"] | {"x-visit": {"value": str(next(count))}}}

    at_edge = edge(behavior(("viewer-response", "cff-stamp")), code={"cff-stamp": stamp})
    assert at_edge.get("/page").response.headers.get("x-visit") == "0"
    assert at_edge.get("/page").response.headers.get_all("x-visit") == ("1",)


@pytest.mark.parametrize(("shows_sent", "seen"), [(False, "b"), (True, "")], ids=["as changed", "as sent"])
def test_viewer_response_is_shown_the_request_as_viewer_request_left_it(
    *, shows_sent: bool, seen: str
) -> None:
    def assign(event: dict[str, Any]) -> Any:
        request = event["request"]
        return request | {"headers": request["headers"] | {"x-variant": {"value": "b"}}}

    def look(event: dict[str, Any]) -> Any:
        value = event["request"]["headers"].get("x-variant", {}).get("value", "")
        return event["response"] | {"headers": {"x-seen": {"value": value}}}

    attached = behavior(("viewer-request", "cff-assign"), ("viewer-response", "cff-look"))
    at_edge = edge(attached, code={"cff-assign": assign, "cff-look": look}, shows_sent_request=shows_sent)
    assert at_edge.get("/page").response.headers.get("x-seen") == seen


def test_the_default_root_object_stands_for_the_root_and_is_seen_by_viewer_request() -> None:
    at_edge = edge(
        behavior(("viewer-request", "cff-pass")),
        code={"cff-pass": lambda event: event["request"]},
        objects={"/index.html": PAGE},
        settings={"default_root_object": "index.html"},
    )
    assert at_edge.get("/").response.body == PAGE.body
    assert at_edge.code.given("cff-pass")["request"]["uri"] == "/index.html"
    assert at_edge.get("/folder/").response.status == 404


def test_the_same_requests_give_the_same_trace() -> None:
    first, second = (edge(behavior(*FOUR), code=passing()).get("/page") for _ in range(2))
    assert first == second
    assert len(first.trace.request_id) == 56
    assert first.response.headers.get("x-amz-cf-id") == first.trace.request_id


def test_a_head_gets_the_headers_of_what_a_get_stored() -> None:
    at_edge = edge()
    at_edge.get("/page")
    exchange = at_edge.send("HEAD", "/page")
    assert exchange.trace.cache.decision == "hit"
    assert exchange.response.body == b""
    assert exchange.response.headers.get("content-length") == str(len(PAGE.body))


def test_what_a_head_stored_never_answers_a_get() -> None:
    at_edge = edge()
    at_edge.send("HEAD", "/page")
    assert at_edge.send("HEAD", "/page").trace.cache.decision == "hit"
    assert at_edge.get("/page").response.body == PAGE.body
