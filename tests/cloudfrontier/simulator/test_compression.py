"""What is compressed for whom, and what becomes of the headers; the tables of types are tested apart."""

from __future__ import annotations

import gzip
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from simulator_fakes import CACHED, behavior, edge

from cloudfrontier.cloudfront.message import Headers, Response
from cloudfrontier.simulator.compression import HAS_BROTLI

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution import Behavior

TEXT = b"the same words again and again " * 100
PAGE = Response(
    200,
    Headers((("Content-Type", "text/html"), ("Content-Length", str(len(TEXT))), ("ETag", '"one"'))),
    TEXT,
)
COMPRESSES = behavior(compress=True)


def test_an_object_is_compressed_once_and_stored_so() -> None:
    at_edge = edge(COMPRESSES, objects={"/page": PAGE})
    for word in ("Miss", "Hit"):
        response = at_edge.get("/page", headers={"Accept-Encoding": "gzip"}).response
        assert response.headers.get("content-encoding") == "gzip"
        assert gzip.decompress(response.body) == TEXT
        assert response.headers.get("content-length") == str(len(response.body))
        assert response.headers.get("etag") == 'W/"one"'
        assert response.headers.get("vary") == "Accept-Encoding"
        assert response.headers.get("x-cache") == f"{word} from cloudfront"
    assert len(at_edge.origin.asked) == 1


@pytest.mark.skipif(not HAS_BROTLI, reason="the brotli package is not installed")
def test_brotli_comes_before_gzip() -> None:
    at_edge = edge(COMPRESSES, objects={"/page": PAGE})
    response = at_edge.get("/page", headers={"Accept-Encoding": "gzip, deflate, br"}).response
    assert response.headers.get("content-encoding") == "br"


@pytest.mark.parametrize(
    ("setting", "accepts"),
    [
        pytest.param(behavior(compress=False), "gzip", id="the behavior does not compress"),
        pytest.param(
            behavior(compress=True, cache_policy=replace(CACHED, gzip=False, brotli=False)),
            "gzip",
            id="the policy has no format",
        ),
        pytest.param(COMPRESSES, "gzip;q=0", id="the viewer does not take it"),
        pytest.param(COMPRESSES, "", id="the viewer says nothing"),
    ],
)
def test_it_is_sent_as_it_is_where(setting: Behavior, accepts: str) -> None:
    at_edge = edge(setting, objects={"/page": PAGE})
    response = at_edge.get("/page", headers={"Accept-Encoding": accepts} if accepts else {}).response
    assert response.body == TEXT
    assert response.headers.get("etag") == '"one"'


def test_viewers_of_both_kinds_are_served_their_own() -> None:
    at_edge = edge(COMPRESSES, objects={"/page": PAGE})
    at_edge.get("/page", headers={"Accept-Encoding": "gzip"})
    plain = at_edge.get("/page")
    assert (plain.trace.cache.decision, plain.response.body) == ("miss", TEXT)
    assert at_edge.get("/page", headers={"Accept-Encoding": "gzip"}).trace.cache.decision == "hit"


def test_the_origin_is_asked_by_its_own_etag_and_a_304_compresses_nothing_again() -> None:
    at_edge = edge(COMPRESSES, objects={"/page": PAGE})
    accepts = {"Accept-Encoding": "gzip"}
    at_edge.get("/page", headers=accepts)
    at_edge.now += 301
    exchange = at_edge.get("/page", headers=accepts)
    assert at_edge.origin.asked[-1].headers.get("if-none-match") == '"one"'
    assert exchange.trace.cache.decision == "confirmed"
    assert exchange.response.headers.get("x-cache") == "RefreshHit from cloudfront"
    assert gzip.decompress(exchange.response.body) == TEXT


def test_an_etag_that_is_none_is_dropped() -> None:
    at_edge = edge(COMPRESSES, objects={"/page": replace(PAGE, headers=PAGE.headers.set("ETag", "one"))})
    response = at_edge.get("/page", headers={"Accept-Encoding": "gzip"}).response
    assert "etag" not in response.headers
