"""Expired objects that are served all the same: while they are revalidated, and while the origin fails."""

from __future__ import annotations

import pytest
from simulator_fakes import CACHED, Edge, behavior, edge

from cloudfrontier.cloudfront.message import Headers, Response
from cloudfrontier.cloudfront.outcomes import ORIGIN_TIMEOUT

FAILS = Response(500, Headers((("Content-Type", "text/plain"),)), b"broken")


def page(cache_control: str, body: bytes = b"old") -> Response:
    return Response(200, Headers((("Content-Type", "text/html"), ("Cache-Control", cache_control))), body)


def expired(cache_control: str, *, after: float) -> Edge:
    at_edge = edge(objects={"/page": page(cache_control)})
    at_edge.get("/page")
    at_edge.now += after
    return at_edge


def test_stale_while_revalidate_serves_the_old_object_and_asks_in_the_background() -> None:
    at_edge = expired("max-age=10, stale-while-revalidate=60", after=11)
    at_edge.origin.objects["/page"] = page("max-age=10", b"new")
    exchange = at_edge.get("/page")
    assert (exchange.response.body, exchange.trace.cache.decision) == (b"old", "stale")
    assert exchange.response.headers.get("age") == "11"
    assert "in the background the origin answered 200" in exchange.trace.notes
    following = at_edge.get("/page")
    assert (following.response.body, following.trace.cache.decision) == (b"new", "hit")


@pytest.mark.parametrize("how", ["status", "silence"])
def test_an_origin_that_fails_in_the_background_costs_nobody_the_old_object(how: str) -> None:
    at_edge = expired("max-age=10, stale-while-revalidate=60", after=11)
    if how == "status":
        at_edge.origin.objects["/page"] = FAILS
    else:
        at_edge.origin.down = "connection refused"
    assert at_edge.get("/page").response.body == b"old"
    following = at_edge.get("/page")
    assert (following.response.status, following.response.body) == (200, b"old")


def test_after_its_time_the_viewer_waits_for_the_origin_again() -> None:
    at_edge = expired("max-age=10, stale-while-revalidate=60", after=71)
    at_edge.origin.objects["/page"] = page("max-age=10", b"new")
    assert at_edge.get("/page").response.body == b"new"


def test_the_maximum_of_the_policy_caps_stale_while_revalidate() -> None:
    policy = behavior(cache_policy=CACHED.__class__("short", min_ttl=0, default_ttl=5, max_ttl=5))
    at_edge = edge(policy, objects={"/page": page("max-age=1, stale-while-revalidate=600")})
    at_edge.get("/page")
    at_edge.now += 7
    assert at_edge.get("/page").trace.cache.decision != "stale"


@pytest.mark.parametrize("how", ["status", "silence"])
def test_an_expired_object_stands_in_for_a_failing_origin(how: str) -> None:
    at_edge = expired("max-age=10", after=11)
    if how == "status":
        at_edge.origin.objects["/page"] = FAILS
    else:
        at_edge.origin.down = "connection refused"
    exchange = at_edge.get("/page")
    assert (exchange.response.status, exchange.response.body) == (200, b"old")
    assert exchange.trace.cache.decision == "stale"


def test_the_origin_is_left_alone_for_the_error_caching_minimum() -> None:
    at_edge = expired("max-age=10", after=11)
    at_edge.origin.down = "connection refused"
    at_edge.get("/page")
    asked = len(at_edge.origin.asked)
    at_edge.now += 9
    assert at_edge.get("/page").response.body == b"old"
    assert len(at_edge.origin.asked) == asked
    at_edge.now += 2
    at_edge.get("/page")
    assert len(at_edge.origin.asked) == asked + 1


def test_a_4xx_of_the_origin_is_passed_on() -> None:
    at_edge = expired("max-age=10", after=11)
    del at_edge.origin.objects["/page"]
    assert at_edge.get("/page").response.status == 404


@pytest.mark.parametrize(("after", "status"), [(65, 200), (75, 500)])
def test_stale_if_error_says_for_how_long(after: float, status: int) -> None:
    at_edge = expired("max-age=10, stale-if-error=60", after=after)
    at_edge.origin.objects["/page"] = FAILS
    assert at_edge.get("/page").response.status == status


def test_standing_in_does_not_lengthen_stale_if_error() -> None:
    at_edge = expired("max-age=10, stale-if-error=20", after=15)
    at_edge.origin.objects["/page"] = FAILS
    assert at_edge.get("/page").response.status == 200
    at_edge.now += 16
    assert at_edge.get("/page").response.status == 500


@pytest.mark.parametrize(
    ("cache_control", "status"), [("no-store", 200), ("no-store, stale-if-error=0", 502)]
)
def test_what_must_not_be_stored_is_kept_for_an_origin_that_cannot_be_reached(
    cache_control: str, status: int
) -> None:
    at_edge = expired(cache_control, after=1)
    assert at_edge.get("/page").response.headers.get("x-cache") == "Miss from cloudfront"
    at_edge.origin.down = "connection refused"
    assert at_edge.get("/page").response.status == status


def test_but_it_does_not_stand_in_for_an_error() -> None:
    at_edge = expired("no-store", after=1)
    at_edge.origin.objects["/page"] = FAILS
    assert at_edge.get("/page").response.status == 500


def test_cloudfronts_own_page_for_a_silent_origin_is_cached_for_ten_seconds() -> None:
    at_edge = edge()
    at_edge.origin.down = "connection refused"
    first = at_edge.get("/page")
    assert first.response.status == 502
    at_edge.now += 9
    second = at_edge.get("/page")
    assert (second.response.status, second.trace.cache.decision) == (502, "hit")
    assert len(at_edge.origin.asked) == 1
    at_edge.origin.down = ""
    at_edge.now += 2
    assert at_edge.get("/page").response.status == 200


def test_the_time_that_an_origin_was_waited_for_is_not_taken_off_the_time_that_its_error_is_kept() -> None:
    at_edge = edge()
    at_edge.origin.down = "silence"
    at_edge.origin.outcome, at_edge.origin.waited = ORIGIN_TIMEOUT, 90
    first = at_edge.get("/page")
    assert first.response.status == 504
    assert first.trace.origin is not None
    assert first.trace.origin.duration_ms >= 90_000
    at_edge.now += 99
    second = at_edge.get("/page")
    assert (second.response.status, second.trace.cache.decision) == (504, "hit")
    at_edge.origin.down = ""
    at_edge.now += 2
    assert at_edge.get("/page").response.status == 200
