"""Origin groups: when the second origin is asked, what runs again, and what the viewer gets."""

from __future__ import annotations

from typing import Any

import pytest
from simulator_fakes import ALL_METHODS, ORIGIN, PAGE, Edge, behavior, cf, edge

from cloudfrontier.cloudfront.distribution import Origin, OriginGroup
from cloudfrontier.cloudfront.message import Headers, Response
from cloudfrontier.cloudfront.outcomes import ORIGIN_CONNECT_TIMEOUT, ORIGIN_TIMEOUT

SECOND = Origin("second", "custom", "second.example.org", path="/copy")
COPY = Response(200, Headers((("Content-Type", "text/html"),)), b"copy")


def grouped(*statuses: int, objects: dict[str, Response] | None = None, **settings: Any) -> Edge:
    group = OriginGroup("both", "site", "second", frozenset(statuses))
    return edge(
        behavior(("origin-request", "ask"), ("origin-response", "told"), origin="both", **settings),
        code={"ask": lambda event: cf(event)["request"], "told": lambda event: cf(event)["response"]},
        objects={"/copy/page": COPY} if objects is None else objects,
        settings={"origins": (ORIGIN, SECOND), "origin_groups": (group,)},
    )


def test_a_status_of_the_group_has_the_second_origin_asked() -> None:
    at_edge = grouped(404)
    exchange = at_edge.get("/page")
    assert (exchange.response.status, exchange.response.body) == (200, b"copy")
    assert [domain for domain, _ in at_edge.origin.fetched] == ["origin.example.org", "second.example.org"]
    assert exchange.response.headers.get("x-cache") == "Miss from cloudfront"
    assert at_edge.get("/page").trace.cache.decision == "hit"


def test_the_origin_events_run_again_with_the_second_origin() -> None:
    at_edge = grouped(404)
    trace = at_edge.get("/page").trace
    assert [name for name, _ in at_edge.code.seen] == ["ask", "told", "ask", "told"]
    asked = [cf(event)["request"] for name, event in at_edge.code.seen if name == "ask"]
    assert [request["origin"]["custom"]["domainName"] for request in asked] == [
        "origin.example.org",
        "second.example.org",
    ]
    assert "site failed (404); second of the origin group both is asked" in trace.notes


def test_another_status_is_the_answer() -> None:
    assert grouped(500, 502, 503).get("/page").response.status == 404


@pytest.mark.parametrize(("statuses", "status"), [((503,), 200), ((500,), 502)])
def test_a_connection_that_fails_counts_as_503(statuses: tuple[int, ...], status: int) -> None:
    at_edge = grouped(*statuses)
    at_edge.origin.unreachable = ("origin.example.org",)
    assert at_edge.get("/page").response.status == status


@pytest.mark.parametrize(("statuses", "status"), [((503,), 200), ((504,), 504)])
def test_a_connection_that_takes_too_long_is_one_that_fails(statuses: tuple[int, ...], status: int) -> None:
    at_edge = grouped(*statuses)
    at_edge.origin.unreachable = ("origin.example.org",)
    at_edge.origin.outcome = ORIGIN_CONNECT_TIMEOUT
    assert at_edge.get("/page").response.status == status


def test_a_timeout_counts_as_504() -> None:
    at_edge = grouped(504)
    at_edge.origin.unreachable = ("origin.example.org",)
    at_edge.origin.outcome = ORIGIN_TIMEOUT
    assert at_edge.get("/page").response.status == 200


@pytest.mark.parametrize(("method", "asked"), [("GET", 2), ("HEAD", 2), ("POST", 1), ("OPTIONS", 1)])
def test_only_methods_that_read_fail_over(method: str, asked: int) -> None:
    at_edge = grouped(404, allowed_methods=ALL_METHODS)
    at_edge.send(method, "/page")
    assert len(at_edge.origin.asked) == asked


def test_options_fails_over_where_it_is_cached() -> None:
    at_edge = grouped(404, allowed_methods=ALL_METHODS, cached_methods=("GET", "HEAD", "OPTIONS"))
    at_edge.send("OPTIONS", "/page")
    assert len(at_edge.origin.asked) == 2


def test_when_both_fail_the_second_is_the_answer() -> None:
    at_edge = grouped(404, 503, objects={"/copy/page": Response(503, Headers(), b"busy")})
    exchange = at_edge.get("/page")
    assert (exchange.response.status, exchange.response.body) == (503, b"busy")


def test_every_request_tries_the_first_origin_first() -> None:
    at_edge = grouped(404)
    at_edge.get("/page")
    at_edge.origin.objects["/other"] = PAGE
    assert at_edge.get("/other").response.body == PAGE.body
