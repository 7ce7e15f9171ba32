"""Custom error pages: which behavior they come from, the status they have, how long they are kept."""

from __future__ import annotations

from simulator_fakes import Edge, behavior, cf, edge

from cloudfrontier.cloudfront.distribution import ErrorPage
from cloudfrontier.cloudfront.message import Headers, Response

SORRY = Response(200, Headers((("Content-Type", "text/html"),)), b"sorry")


def with_pages(*pages: ErrorPage, objects: dict[str, Response] | None = None) -> Edge:
    own = {"/sorry.html": SORRY} if objects is None else objects
    return edge(objects=own, settings={"error_pages": pages})


def test_the_page_is_sent_in_place_of_the_error_with_the_status_of_its_rule() -> None:
    at_edge = with_pages(ErrorPage(404, "/sorry.html", 200))
    exchange = at_edge.get("/nothing")
    assert (exchange.response.status, exchange.response.body) == (200, b"sorry")
    assert exchange.response.headers.get("x-cache") == "Error from cloudfront"
    assert [request.uri for request in at_edge.origin.asked] == ["/nothing", "/sorry.html"]


def test_without_a_status_of_its_own_it_keeps_that_of_the_error() -> None:
    assert with_pages(ErrorPage(404, "/sorry.html")).get("/nothing").response.status == 404


def test_it_is_kept_as_long_as_the_error_and_the_page_is_cached_by_itself() -> None:
    at_edge = with_pages(ErrorPage(404, "/sorry.html", 404, min_ttl=60))
    at_edge.get("/nothing")
    at_edge.now += 59
    exchange = at_edge.get("/nothing")
    assert (exchange.trace.cache.decision, exchange.response.body) == ("hit", b"sorry")
    at_edge.get("/other")
    assert [request.uri for request in at_edge.origin.asked] == ["/nothing", "/sorry.html", "/other"]


def test_a_minimum_without_a_page_counts_too() -> None:
    at_edge = with_pages(ErrorPage(404, min_ttl=0))
    assert at_edge.get("/nothing").response.body == b"no such page"
    assert at_edge.get("/nothing").trace.cache.decision == "expired"


def test_a_page_that_is_missing_gives_the_status_of_its_own_fetch() -> None:
    fails = Response(500, Headers(), b"broken")
    at_edge = with_pages(ErrorPage(500, "/gone.html", 200), objects={"/page": fails})
    assert at_edge.get("/page").response.status == 404


def test_an_origin_that_cannot_be_reached_has_its_page_from_another_behavior() -> None:
    at_edge = edge(
        behavior(path_pattern="/errors/*"),
        behavior(),
        objects={"/page": Response(503, Headers(), b"busy"), "/errors/503.html": SORRY},
        settings={"error_pages": (ErrorPage(503, "/errors/503.html", 503),)},
    )
    exchange = at_edge.get("/page")
    assert (exchange.response.status, exchange.response.body) == (503, b"sorry")


def test_viewer_events_run_neither_for_the_fetch_nor_for_the_page() -> None:
    at_edge = edge(
        behavior(("viewer-request", "first"), ("origin-request", "second"), ("viewer-response", "last")),
        code=dict.fromkeys(("first", "second", "last"), lambda event: cf(event)["request"]),
        objects={"/sorry.html": SORRY},
        settings={"error_pages": (ErrorPage(404, "/sorry.html", 200),)},
    )
    trace = at_edge.get("/nothing").trace
    assert [name for name, _ in at_edge.code.seen] == ["first", "second", "second"]
    assert trace.event("viewer-response").why == "a custom error page is returned"


def test_an_error_of_the_page_itself_does_not_fetch_it_again() -> None:
    at_edge = with_pages(ErrorPage(404, "/gone.html", 200), objects={})
    assert at_edge.get("/nothing").response.status == 404
    assert [request.uri for request in at_edge.origin.asked] == ["/nothing", "/gone.html"]
