"""A viewer that has a copy is told 304, by the rules of RFC 9110."""

from __future__ import annotations

import pytest
from simulator_fakes import behavior, cf, edge

from cloudfrontier.cloudfront.message import Headers, Response

CHANGED = "Mon, 13 Jan 2020 20:12:38 GMT"
PAGE = Response(
    200,
    Headers((("Content-Type", "text/html"), ("ETag", '"one"'), ("Last-Modified", CHANGED), ("X-Own", "1"))),
    b"page",
)


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        pytest.param({"If-None-Match": '"one"'}, 304, id="same tag"),
        pytest.param({"If-None-Match": 'W/"one"'}, 304, id="weak tag"),
        pytest.param({"If-None-Match": '"zero", "one"'}, 304, id="one of several"),
        pytest.param({"If-None-Match": "*"}, 304, id="any"),
        pytest.param({"If-None-Match": '"two"'}, 200, id="another tag"),
        pytest.param({"If-Modified-Since": CHANGED}, 304, id="same date"),
        pytest.param({"If-Modified-Since": "Tue, 14 Jan 2020 00:00:00 GMT"}, 304, id="later date"),
        pytest.param({"If-Modified-Since": "Sun, 12 Jan 2020 00:00:00 GMT"}, 200, id="earlier date"),
        pytest.param({"If-Modified-Since": "yesterday"}, 200, id="no date"),
        pytest.param({"If-None-Match": '"two"', "If-Modified-Since": CHANGED}, 200, id="the tag wins"),
    ],
)
def test_what_a_viewer_has_is_not_sent_again(condition: dict[str, str], status: int) -> None:
    at_edge = edge(objects={"/page": PAGE})
    for exchange in (at_edge.get("/page", headers=condition), at_edge.get("/page", headers=condition)):
        response = exchange.response
        assert (response.status, response.body) == (status, b"" if status == 304 else b"page")
        assert response.headers.get("etag") == '"one"'
        assert response.headers.get("x-own") == "1"
        assert ("content-length" in response.headers) == (status == 200)
    assert len(at_edge.origin.asked) == 1


def test_a_304_of_the_origin_to_this_viewers_condition_is_not_stored() -> None:
    told = Response(304, Headers((("ETag", '"one"'), ("Cache-Control", "max-age=60"))))
    at_edge = edge(objects={"/page": told})
    first = at_edge.get("/page")
    assert first.response.status == 304
    assert first.trace.store is not None
    assert not first.trace.store.stored
    assert at_edge.get("/page").trace.cache.decision == "miss"


def test_viewer_response_sees_the_whole_response() -> None:
    at_edge = edge(
        behavior(("viewer-response", "last")),
        code={"last": lambda event: cf(event)["response"]},
        objects={"/page": PAGE},
    )
    assert at_edge.get("/page", headers={"If-None-Match": '"one"'}).response.status == 304
    assert cf(at_edge.code.given("last"))["response"]["status"] == "200"


def test_a_generated_response_is_sent_as_it_is() -> None:
    made = {"status": "200", "headers": {"etag": [{"value": '"one"'}]}, "body": "mine"}
    at_edge = edge(behavior(("viewer-request", "gate")), code={"gate": lambda _: made})
    assert at_edge.get("/page", headers={"If-None-Match": '"one"'}).response.body == b"mine"
