"""A request that comes again within a second is answered as by a walk of its own, or walked again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from simulator_fakes import CACHED, NOW, PAGE, Edge, behavior, edge

from cloudfrontier.cloudfront.cache_policy import ResponseHeadersPolicy
from cloudfrontier.cloudfront.message import Headers, Request, Response
from cloudfrontier.simulator.cache import Cache
from cloudfrontier.simulator.trace import Exchange

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution import Behavior

REQUEST = Request("GET", "/page", headers=Headers((("Host", "www.example.com"), ("Cookie", "a=1"))))
OTHER = Response(200, Headers((("Content-Type", "text/plain"),)), b"another page")


def warm(*behaviors: Behavior, cache: Cache | None = None) -> Edge:
    """With the object in the cache, and one hit of it that is remembered."""
    made = edge(*behaviors, cache=cache)
    made.engine.handle(REQUEST, now=NOW)
    hit(made)
    return made


def hit(made: Edge, request: Request = REQUEST, *, now: float = NOW + 5) -> Exchange:
    found = made.engine.begin(request, now=now)
    assert isinstance(found, Exchange)
    return found


def walked(made: Edge, request: Request = REQUEST, *, now: float = NOW + 5) -> Exchange:
    """What a whole walk says, with the id of another request."""
    return made.engine.handle(request, now=now)


def without_id(found: Exchange) -> tuple[object, ...]:
    response = replace(found.response, headers=found.response.headers.remove("X-Amz-Cf-Id"))
    return response, found.trace.cache, found.trace.events, found.trace.notes, found.trace.x_cache


@pytest.mark.parametrize("later", [5.0, 5.4, 5.999, 6.0, 7.5])
def test_it_is_the_answer_of_a_whole_walk(later: float) -> None:
    made = warm()
    found = hit(made, now=NOW + later)
    assert without_id(found) == without_id(walked(made, now=NOW + later))
    assert found.response.headers.get("age") == str(int(later))


def test_each_has_an_id_of_its_own_in_the_place_of_the_other() -> None:
    made = warm()
    first, second = hit(made), hit(made)
    assert first.trace.request_id != second.trace.request_id
    for found in (first, second):
        assert found.response.headers.get_all("x-amz-cf-id") == (found.trace.request_id,)
        assert found.trace.response == found.response
    assert first.response.headers.names() == second.response.headers.names()


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(replace(REQUEST, uri="/absent"), id="path"),
        pytest.param(replace(REQUEST, method="HEAD"), id="method"),
        pytest.param(replace(REQUEST, headers=REQUEST.headers.add("Range", "bytes=0-1")), id="range"),
        pytest.param(replace(REQUEST, headers=REQUEST.headers.set("Cookie", "a=2")), id="cookie"),
        pytest.param(replace(REQUEST, scheme="http"), id="scheme"),
        pytest.param(replace(REQUEST, client_ip="198.51.100.7"), id="viewer"),
    ],
)
def test_another_request_is_another_request(other: Request) -> None:
    by_cookie = behavior(viewer_protocol_policy="https-only")
    made, same = warm(by_cookie), warm(by_cookie)
    begun = made.engine.begin(other, now=NOW + 5)
    found = begun if isinstance(begun, Exchange) else begun()
    assert found.trace.request == other
    assert without_id(found) == without_id(walked(same, other))


def test_what_was_invalidated_is_not_served_again() -> None:
    cache = Cache()
    made = warm(cache=cache)
    assert cache.invalidate(["/page"]) == 1
    begun = made.engine.begin(REQUEST, now=NOW + 5)
    assert callable(begun)
    assert begun().trace.cache.decision == "miss"


def test_what_was_replaced_is_not_served_again() -> None:
    cache = Cache()
    made = warm(cache=cache)
    cache.clear()
    made.origin.objects["/page"] = OTHER
    walked(made)
    assert hit(made).response.body == b"another page"


def test_what_expires_within_the_second_is_not_served_again() -> None:
    page = replace(PAGE, headers=PAGE.headers.add("Cache-Control", "max-age=5"))
    made = edge(objects={"/page": page})
    made.engine.handle(REQUEST, now=NOW + 0.5)
    assert hit(made, now=NOW + 5.1).trace.cache.decision == "hit"
    assert hit(made, now=NOW + 5.4).trace.cache.decision == "hit"
    assert callable(made.engine.begin(REQUEST, now=NOW + 5.6))


def test_figures_of_a_request_are_its_own() -> None:
    policy = ResponseHeadersPolicy("timed", server_timing=100.0)
    made = warm(behavior(response_headers_policy=policy))
    first, second = (hit(made).response.headers.get("server-timing") for _ in range(2))
    assert "cdn-rid" in first
    assert first != second


def test_a_cookie_in_the_key_keeps_visitors_apart() -> None:
    cached = replace(CACHED, cookies=replace(CACHED.cookies, behavior="all"))
    made = warm(behavior(cache_policy=cached))
    other = replace(REQUEST, headers=REQUEST.headers.set("Cookie", "a=2"))
    assert callable(made.engine.begin(other, now=NOW + 5))


def test_many_requests_of_one_second_are_not_kept_without_end() -> None:
    made = warm()
    for number in range(600):
        request = replace(REQUEST, headers=REQUEST.headers.add("X-Number", str(number)))
        assert hit(made, request).trace.request == request
    assert without_id(hit(made)) == without_id(walked(made))
