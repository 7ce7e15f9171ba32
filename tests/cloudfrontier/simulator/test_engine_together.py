"""Documented behaviours that take several parts of the engine: policies, pages, failover and code together.

Sources, of AWS's developer guide (read 2026-04): modifying-response-headers, HTTPStatusCodes,
high_availability_origin_failover, add-origin-custom-headers, DefaultRootObject, lambda-event-structure,
functions-event-structure.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from simulator_fakes import ALL_METHODS, CACHED, ORIGIN, PAGE, behavior, cf, edge

from cloudfrontier.cloudfront.cache_policy import OriginRequestPolicy, ResponseHeader, ResponseHeadersPolicy
from cloudfrontier.cloudfront.distribution import ErrorPage, Origin, OriginGroup
from cloudfrontier.cloudfront.managed_policies import managed_response_headers_policy
from cloudfrontier.cloudfront.message import Headers, Response

FAILS = Response(500, Headers(), b"broken")
SORRY = Response(200, PAGE.headers, b"sorry")


def test_cache_control_of_a_response_headers_policy_is_for_the_viewer_only() -> None:
    policy = ResponseHeadersPolicy("p", custom=(ResponseHeader("Cache-Control", "no-store", override=True),))
    place = edge(behavior(response_headers_policy=policy))
    assert place.get("/page").response.headers.get("cache-control") == "no-store"
    assert place.get("/page").trace.cache.decision == "hit"


def test_a_header_that_viewer_response_set_survives_a_policy_without_override() -> None:
    def framed(event: dict[str, Any]) -> Any:
        response = event["response"]
        response["headers"]["x-frame-options"] = {"value": "DENY"}
        return response

    place = edge(
        behavior(
            ("viewer-response", "cff-a"),
            response_headers_policy=managed_response_headers_policy("SecurityHeadersPolicy"),
        ),
        code={"cff-a": framed},
    )
    assert place.get("/page").response.headers.get("x-frame-options") == "DENY"


def test_the_redirect_to_https_has_the_headers_of_the_policy() -> None:
    policy = managed_response_headers_policy("SecurityHeadersPolicy")
    response = edge(behavior(response_headers_policy=policy)).get("/page", scheme="http").response
    assert response.status == 301
    assert response.headers.get("strict-transport-security") == "max-age=31536000"


def test_a_stale_object_comes_before_the_custom_error_page() -> None:
    page = replace(PAGE, headers=Headers((("Cache-Control", "max-age=10, stale-if-error=60"),)))
    place = edge(
        objects={"/page": page, "/sorry": SORRY}, settings={"error_pages": (ErrorPage(500, "/sorry", 200),)}
    )
    place.get("/page")
    place.origin.objects["/page"] = FAILS
    place.now += 30
    assert place.get("/page").response.body == PAGE.body
    place.now += 60
    assert place.get("/page").response.body == b"sorry"


@pytest.mark.parametrize(
    ("name", "answer"),
    [("cff-a", {"statusCode": 404}), ("handler", {"status": "404"})],
    ids=["function", "handler"],
)
def test_an_error_that_viewer_request_generates_has_no_custom_error_page(name: str, answer: Any) -> None:
    place = edge(
        behavior(("viewer-request", name)),
        code={name: lambda _: answer},
        objects={"/sorry": SORRY},
        settings={"error_pages": (ErrorPage(404, "/sorry", 200),)},
    )
    assert place.get("/page").response.status == 404
    assert place.origin.asked == []


def test_viewer_request_runs_once_when_origins_fail_over() -> None:
    second = Origin("second", "custom", "second.example.org")
    group = OriginGroup("both", "site", "second", frozenset({503}))
    place = edge(
        behavior(("viewer-request", "cff-a"), origin="both"),
        code={"cff-a": lambda event: event["request"]},
        settings={"origins": (ORIGIN, second), "origin_groups": (group,)},
    )
    place.origin.unreachable = (ORIGIN.domain_name,)
    assert place.get("/page").response.status == 200
    assert len(place.code.seen) == 1


def test_a_custom_header_of_the_origin_takes_the_place_of_the_viewers() -> None:
    policy = OriginRequestPolicy("o", header_behavior="allViewer")
    origin = replace(ORIGIN, custom_headers=(("X-Key", "of the origin"),))
    place = edge(behavior(origin_request_policy=policy), settings={"origins": (origin,)})
    place.get("/page", headers={"x-key": "of the viewer"})
    assert place.origin.asked[-1].headers.get_all("x-key") == ("of the origin",)


@pytest.mark.parametrize("method", ALL_METHODS)
def test_the_default_root_object_is_for_every_method(method: str) -> None:
    place = edge(behavior(allowed_methods=ALL_METHODS), settings={"default_root_object": "index.html"})
    place.send(method, "/")
    place.send(method, "/folder/")
    assert [request.uri for request in place.origin.asked] == ["/index.html", "/folder/"]


@pytest.mark.parametrize("name", ["cff-a", "handler"])
def test_the_request_id_that_code_is_told_is_that_of_the_response(name: str) -> None:
    def same(event: dict[str, Any]) -> Any:
        return event["request"] if "request" in event else cf(event)["request"]

    place = edge(behavior(("viewer-request", name)), code={name: same})
    sent = place.get("/page").response.headers.get("x-amz-cf-id")
    given = place.code.given(name)
    told = given["context"] if "context" in given else cf(given)["config"]
    assert told["requestId"] == sent


def test_an_object_of_a_viewers_own_cookie_is_replayed_with_its_set_cookie() -> None:
    """With cookies forwarded CloudFront keeps `Set-Cookie` with the object (Cookies, read 2026-04)."""
    every = replace(CACHED.cookies, behavior="all")
    page = replace(PAGE, headers=PAGE.headers.add("Set-Cookie", "seen=1"))
    place = edge(behavior(cache_policy=replace(CACHED, cookies=every)), objects={"/page": page})
    place.get("/page", headers={"Cookie": "a=1"})
    again = place.get("/page", headers={"Cookie": "a=1"})
    assert again.trace.cache.decision == "hit"
    assert again.response.headers.get("set-cookie") == "seen=1"


def test_what_a_handler_adds_of_cloudfronts_own_is_overwritten_where_a_policy_names_it() -> None:
    """Of lambda-at-edge-function-restrictions (read 2026-04); the country alone is refused there."""
    name = "CloudFront-Is-Mobile-Viewer"

    def mobile(event: dict[str, Any]) -> Any:
        request = cf(event)["request"]
        request["headers"][name.lower()] = [{"key": name, "value": "true"}]
        return request

    policy = OriginRequestPolicy("o", header_behavior="whitelist", headers=(name,))
    place = edge(behavior(("viewer-request", "gate"), origin_request_policy=policy), code={"gate": mobile})
    place.get("/page")
    assert place.origin.asked[-1].headers.get_all(name) == ("false",)
