"""What may pass before any code runs, and what the cache is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from simulator_fakes import ALL_METHODS, CACHED, PAGE, behavior, edge

from cloudfrontier.cloudfront.cache_policy import ItemSelection
from cloudfrontier.cloudfront.managed_policies import managed_cache_policy
from cloudfrontier.cloudfront.message import Headers, Response

GATE = {"cff-gate": lambda event: event["request"]}


@pytest.mark.parametrize(
    ("policy", "method", "status", "x_cache"),
    [
        ("allow-all", "GET", 200, "Miss"),
        ("redirect-to-https", "GET", 301, "Redirect"),
        ("redirect-to-https", "POST", 307, "Redirect"),
        ("https-only", "GET", 403, "Error"),
    ],
)
def test_plain_http_is_answered_as_the_behavior_says(
    policy: Any, method: str, status: int, x_cache: str
) -> None:
    attached = behavior(
        ("viewer-request", "cff-gate"), viewer_protocol_policy=policy, allowed_methods=ALL_METHODS
    )
    exchange = edge(attached, code=GATE).send(method, "/page?a=1", scheme="http")
    assert exchange.response.status == status
    assert exchange.response.headers.get("x-cache") == f"{x_cache} from cloudfront"
    assert exchange.trace.event("viewer-request").ran == (status == 200)
    if x_cache == "Redirect":
        assert exchange.response.headers.get("location") == "https://www.example.com/page?a=1"


def test_the_redirect_to_https_of_the_root_does_not_show_the_default_root_object() -> None:
    front = edge(
        behavior(viewer_protocol_policy="redirect-to-https"), settings={"default_root_object": "page"}
    )
    exchange = front.get("/?a=1", scheme="http")
    assert exchange.response.headers.get("location") == "https://www.example.com/?a=1"


@pytest.mark.parametrize(
    ("method", "fields", "status"),
    [
        ("POST", {}, 403),
        ("GET", {"body": b"a=1"}, 403),
        ("OPTIONS", {}, 403),
        ("HEAD", {}, 200),
    ],
)
def test_a_behavior_lets_its_methods_pass_and_no_get_with_a_body(
    method: str, fields: dict[str, Any], status: int
) -> None:
    exchange = edge(behavior(("viewer-request", "cff-gate")), code=GATE).send(method, "/page", **fields)
    assert exchange.response.status == status
    assert exchange.trace.event("viewer-request").ran == (status == 200)


def test_a_url_that_is_too_long_is_a_414_before_anything_else() -> None:
    exchange = edge().get("/" + "x" * 8192)
    assert exchange.response.status == 414
    assert exchange.trace.behavior == ""
    assert exchange.trace.notes == ("the URL has 8193 bytes; at most 8,192 bytes",)


def test_headers_that_are_too_big_are_a_494() -> None:
    assert edge().get("/page", headers={"X-Big": "x" * 32768}).response.status == 494


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_writes_go_to_the_origin_every_time(method: str) -> None:
    at_edge = edge(behavior(allowed_methods=ALL_METHODS))
    for _ in range(2):
        trace = at_edge.send(method, "/page", body=b"x").trace
        assert (trace.cache.decision, trace.cache.why) == ("not looked up", f"{method} is not cached")
    assert len(at_edge.origin.asked) == 2


def test_a_policy_with_a_maximum_of_zero_turns_caching_off() -> None:
    disabled = managed_cache_policy("CachingDisabled")
    assert disabled is not None
    trace = edge(behavior(cache_policy=disabled)).get("/page").trace
    assert trace.cache.why == "the cache policy CachingDisabled turns caching off"
    assert trace.store is None


def test_options_are_cached_apart_where_the_behavior_caches_them() -> None:
    at_edge = edge(
        behavior(allowed_methods=ALL_METHODS, cached_methods=("GET", "HEAD", "OPTIONS")),
    )
    at_edge.get("/page")
    assert at_edge.send("OPTIONS", "/page").trace.cache.decision == "miss"
    assert at_edge.send("OPTIONS", "/page").trace.cache.decision == "hit"


def test_two_variants_of_one_page_do_not_meet_in_the_cache() -> None:
    policy = replace(CACHED, headers=("X-Ab-Hero",), cookies=ItemSelection("none"))
    at_edge = edge(behavior(cache_policy=policy))
    at_edge.get("/page", headers={"X-Ab-Hero": "a"})
    assert at_edge.get("/page", headers={"X-Ab-Hero": "b"}).trace.cache.decision == "miss"
    assert at_edge.get("/page", headers={"x-ab-hero": "a"}).trace.cache.decision == "hit"


def test_an_object_that_the_origin_confirms_is_a_refresh_hit() -> None:
    at_edge = edge()
    at_edge.get("/page")
    at_edge.now += 301
    exchange = at_edge.get("/page")
    assert at_edge.origin.asked[-1].headers.get("if-none-match") == '"one"'
    assert exchange.response.headers.get("x-cache") == "RefreshHit from cloudfront"
    assert (exchange.response.status, exchange.response.body) == (200, PAGE.body)
    assert exchange.trace.cache.decision == "confirmed"
    at_edge.now += 59
    assert at_edge.get("/page").trace.cache.decision == "hit"
    at_edge.now += 2
    assert at_edge.get("/page").trace.cache.decision == "confirmed"


def test_an_object_that_has_changed_at_the_origin_is_a_miss() -> None:
    at_edge = edge()
    at_edge.get("/page")
    at_edge.origin.objects["/page"] = Response(200, Headers((("ETag", '"two"'),)), b"new")
    at_edge.now += 301
    exchange = at_edge.get("/page")
    assert (exchange.response.body, exchange.trace.x_cache) == (b"new", "Miss from cloudfront")


@pytest.mark.parametrize(
    "header", [{"Cache-Control": "no-cache"}, {"Cache-Control": "no-store"}, {"Pragma": "no-cache"}]
)
def test_a_viewer_cannot_have_the_cache_passed_by(header: dict[str, str]) -> None:
    place = edge()
    place.get("/page")
    assert place.get("/page", headers=header).trace.cache.decision == "hit"
