"""What is answered without waiting is what a whole walk answers, and what cannot be has asked nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest
from simulator_fakes import CACHED, PAGE, Edge, behavior, edge

from cloudfrontier.cloudfront.message import Headers, Request
from cloudfrontier.simulator.trace import Exchange

REQUEST = Request("GET", "/page", headers=Headers((("Host", "www.example.com"),)))
PASS = {
    "cff": lambda event: event["request"],
    "cff-after": lambda event: event["response"],
    "handler": lambda event: event["Records"][0]["cf"]["request"],
}


def warm(made: Edge, request: Request = REQUEST) -> Edge:
    """With the object in the cache, and what was asked for it forgotten."""
    made.engine.handle(request, now=made.now)
    made.origin.asked.clear()
    made.code.seen.clear()
    return made


def begun(made: Edge, request: Request = REQUEST, *, later: float = 0) -> Exchange:
    """What need not wait."""
    found = made.engine.begin(request, now=made.now + later)
    assert isinstance(found, Exchange)
    return found


@pytest.mark.parametrize(
    "request_",
    [
        pytest.param(REQUEST, id="the object"),
        pytest.param(replace(REQUEST, method="HEAD"), id="its headers"),
        pytest.param(replace(REQUEST, headers=REQUEST.headers.add("Range", "bytes=1-4")), id="a part of it"),
        pytest.param(replace(REQUEST, headers=REQUEST.headers.add("If-None-Match", '"one"')), id="a 304"),
        pytest.param(replace(REQUEST, method="POST"), id="a method that is not allowed"),
        pytest.param(replace(REQUEST, uri="/" + "x" * 9000), id="a URL that is too long"),
        pytest.param(replace(REQUEST, scheme="http"), id="a redirect to HTTPS"),
    ],
)
def test_it_is_the_answer_of_the_whole_walk(request_: Request) -> None:
    walked, at_hand = (warm(edge(behavior(viewer_protocol_policy="redirect-to-https"))) for _ in range(2))
    expected = walked.engine.handle(request_, now=walked.now + 5)
    found = begun(at_hand, request_, later=5)
    assert found.response == expected.response
    assert found.trace.cache == expected.trace.cache
    assert found.trace.events == expected.trace.events
    assert not at_hand.origin.asked


@pytest.mark.parametrize(
    ("made", "later"),
    [
        pytest.param(edge(), 301, id="the object has expired"),
        pytest.param(
            edge(behavior(("viewer-request", "cff")), code=PASS), 5, id="a function at viewer-request"
        ),
        pytest.param(edge(behavior(("viewer-response", "cff-after")), code=PASS), 5, id="or later"),
        pytest.param(edge(behavior(("viewer-request", "handler")), code=PASS), 5, id="a handler"),
        pytest.param(edge(behavior(cache_policy=replace(CACHED, max_ttl=0))), 5, id="nothing is cached"),
    ],
)
def test_what_has_to_wait_asks_nobody_before_it_may(made: Edge, later: float) -> None:
    warm(made)
    rest = made.engine.begin(REQUEST, now=made.now + later)
    assert callable(rest)
    assert not made.origin.asked
    assert not made.code.seen
    assert rest().response.body == PAGE.body
    assert made.origin.asked or made.code.seen


def test_a_miss_asks_nobody_and_keeps_nobody_waiting() -> None:
    made = edge()
    rest = made.engine.begin(REQUEST, now=made.now)
    assert callable(rest)
    assert not made.origin.asked
    assert made.engine.handle(REQUEST, now=made.now).response.body == PAGE.body
    assert begun(made).trace.x_cache == "Hit from cloudfront"
    assert rest().trace.x_cache == "Hit from cloudfront"


def test_what_is_served_while_it_is_revalidated_waits_for_the_origin() -> None:
    headers = PAGE.headers.add("Cache-Control", "max-age=10, stale-while-revalidate=60")
    made = warm(edge(objects={"/page": replace(PAGE, headers=headers)}))
    rest = made.engine.begin(REQUEST, now=made.now + 20)
    assert callable(rest)
    assert not made.origin.asked
    assert rest().trace.cache.decision == "stale"
    assert len(made.origin.asked) == 1


def test_an_event_that_is_skipped_keeps_nobody_waiting() -> None:
    """The origin events of a hit."""
    made = warm(edge(behavior(("origin-request", "handler")), code=PASS))
    found = begun(made, later=1)
    assert found.trace.event("origin-request").why == "the object is in the cache"
    assert not made.code.seen
