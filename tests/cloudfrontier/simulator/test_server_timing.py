"""`Server-Timing` of a response headers policy: the documented metrics, for the responses that have them.

Source:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
(read 2026-04).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from simulator_fakes import PAGE, Edge, behavior, edge

from cloudfrontier.cloudfront.cache_policy import ResponseHeadersPolicy
from cloudfrontier.cloudfront.message import Headers, Response

POLICY = ResponseHeadersPolicy("timed", server_timing=100.0)
ASKING = {"Pragma": "server-timing"}


def timed(*attached: Any, policy: ResponseHeadersPolicy = POLICY, **parts: Any) -> Edge:
    return edge(behavior(*attached, response_headers_policy=policy), **parts)


def metrics(at_edge: Edge, path: str = "/page", **fields: Any) -> dict[str, str]:
    """Name -> what follows it, in the order of the header."""
    lines = at_edge.get(path, **fields).response.headers.get_all("server-timing")
    assert len(lines) <= 1
    parts = (metric.partition(";") for line in lines for metric in line.split(","))
    return {name: value for name, _, value in parts}


def test_a_miss_tells_of_the_origin_in_the_order_of_the_documented_example() -> None:
    at_edge = timed()
    response = at_edge.get("/page").response
    found = metrics(timed())
    assert list(found) == [
        "cdn-upstream-layer", "cdn-upstream-dns", "cdn-upstream-connect", "cdn-upstream-fbl",
        "cdn-cache-miss", "cdn-pop", "cdn-rid", "cdn-downstream-fbl",
    ]  # fmt: skip
    assert found["cdn-upstream-layer"] == 'desc="EDGE"'
    assert found["cdn-upstream-dns"] == found["cdn-upstream-connect"] == "dur=0"
    assert found["cdn-upstream-fbl"] == found["cdn-downstream-fbl"] == "dur=1"
    assert found["cdn-pop"] == f'desc="{response.headers.get("x-amz-cf-pop")}"'
    assert found["cdn-rid"] == f'desc="{response.headers.get("x-amz-cf-id")}"'


def test_a_hit_tells_its_layer_and_nothing_of_the_origin() -> None:
    at_edge = timed()
    at_edge.get("/page")
    found = metrics(at_edge)
    assert list(found) == ["cdn-cache-hit", "cdn-pop", "cdn-rid", "cdn-hit-layer", "cdn-downstream-fbl"]
    assert found["cdn-hit-layer"] == 'desc="EDGE"'


def test_an_object_that_the_origin_confirmed_is_a_refresh() -> None:
    at_edge = timed()
    at_edge.get("/page")
    at_edge.now += 301
    assert list(metrics(at_edge)) == ["cdn-cache-refresh", "cdn-pop", "cdn-rid", "cdn-downstream-fbl"]


def test_what_code_generated_is_neither_hit_nor_miss() -> None:
    at_edge = timed(("viewer-request", "cff-a"), code={"cff-a": lambda _: {"statusCode": 204}})
    assert list(metrics(at_edge)) == ["cdn-pop", "cdn-rid", "cdn-downstream-fbl"]


def test_what_the_origin_said_follows_on_a_miss_and_is_left_out_on_a_hit() -> None:
    page = replace(PAGE, headers=PAGE.headers.add("Server-Timing", "db;dur=53"))
    at_edge = timed(objects={"/page": page})
    assert list(metrics(at_edge))[-1] == "db"
    assert "db" not in metrics(at_edge)


def test_a_rate_of_zero_adds_it_only_where_a_request_asks() -> None:
    policy = ResponseHeadersPolicy("asked", server_timing=0.0)
    assert metrics(timed(policy=policy)) == {}
    assert "cdn-cache-miss" in metrics(timed(policy=policy), headers=ASKING)


def test_a_policy_without_it_adds_it_to_nobody() -> None:
    page = Response(200, Headers((("Server-Timing", "db;dur=53"),)), b"page")
    at_edge = timed(policy=ResponseHeadersPolicy("plain"), objects={"/page": page})
    assert metrics(at_edge, headers=ASKING) == {"db": "dur=53"}
    assert metrics(at_edge, headers=ASKING) == {"db": "dur=53"}


def test_a_rate_is_the_share_of_responses_that_have_it() -> None:
    at_edge = timed(policy=ResponseHeadersPolicy("some", server_timing=25.0))
    have_it = sum(bool(metrics(at_edge)) for _ in range(400))
    assert 70 <= have_it <= 130
