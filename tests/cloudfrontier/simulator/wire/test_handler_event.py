"""Lambda@Edge's event against AWS's documented ones, and what handlers return read back into messages."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from cloudfrontier.cloudfront.distribution import Origin
from cloudfrontier.cloudfront.limits import BODY_SHOWN
from cloudfrontier.cloudfront.message import Headers, Request, Response
from cloudfrontier.simulator.wire.handler_event import (
    generated_response,
    handler_event,
    read_request,
    read_response,
)

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import EventType

EVENTS = Path(__file__).resolve().parents[3] / "events"
EXAMPLE_ORG = Origin(
    "site", "custom", "example.org", ssl_protocols=("TLSv1", "TLSv1.1", "TLSv1.2"), protocol="https"
)


def documented(name: str) -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads((EVENTS / f"{name}.json").read_text(encoding="utf-8")))


def lines(headers: dict[str, list[dict[str, str]]]) -> Headers:
    return Headers.of((entry["key"], entry["value"]) for entries in headers.values() for entry in entries)


def messages(event: dict[str, Any]) -> tuple[Request, Response | None]:
    """The HTTP messages that AWS's example speaks of."""
    cf = event["Records"][0]["cf"]
    part = cf["request"]
    body = base64.b64decode(part["body"]["data"]) if "body" in part else b""
    request = Request(part["method"], part["uri"], part["querystring"], lines(part["headers"]), body)
    request = replace(request, client_ip=part["clientIp"])
    if "response" not in cf:
        return request, None
    given = cf["response"]
    return request, Response(int(given["status"]), lines(given["headers"]), b"the body")


def made(event: EventType, request: Request, **parts: Any) -> dict[str, Any]:
    return cast(
        "dict[str, Any]",
        handler_event(
            event,
            distribution_id="EDFDVBD6EXAMPLE",
            domain_name="d111111abcdef8.cloudfront.net",
            request_id="4TyzHTaYWb1GX1qTfsHhEqV6HUDd_BzoBZnwfnvQc_1oF26ClkoUSEQ==",
            request=request,
            **parts,
        ),
    )


def given_request(request: Request, event: EventType = "viewer-request") -> dict[str, Any]:
    part: dict[str, Any] = made(event, request)["Records"][0]["cf"]["request"]
    return part


@pytest.mark.parametrize(
    "name",
    ["viewer-request", "viewer-request-body", "origin-request-custom", "origin-response", "viewer-response"],
)
def test_the_event_is_the_one_that_aws_documents(name: str) -> None:
    expected = documented(name)
    event: EventType = expected["Records"][0]["cf"]["config"]["eventType"]
    request, response = messages(expected)
    assert made(event, request, origin=EXAMPLE_ORG, response=response, include_body=True) == expected


def test_disallowed_headers_are_not_shown_and_pass_by_what_comes_back() -> None:
    request = Request("GET", "/", headers=Headers((("Host", "a"), ("X-Forwarded-Proto", "https"))))
    given = given_request(request)
    assert list(given["headers"]) == ["host"]
    returned = given | {"headers": given["headers"] | {"x-new": [{"value": "1"}]}}
    changed = read_request(request, returned, given=cast("Any", given), event="viewer-request")
    assert changed.headers.items() == (("Host", "a"), ("X-New", "1"), ("X-Forwarded-Proto", "https"))


@pytest.mark.parametrize(
    ("event", "shown"),
    [
        ("viewer-request", False),
        ("origin-request", True),
        ("origin-response", True),
        ("viewer-response", False),
    ],
)
def test_headers_that_cloudfront_makes_are_shown_in_the_origin_events_only(
    event: EventType, *, shown: bool
) -> None:
    request = Request("GET", "/", headers=Headers((("CloudFront-Viewer-Country", "DE"),)))
    assert ("cloudfront-viewer-country" in given_request(request, event)["headers"]) == shown


def test_several_lines_of_one_header_are_several_entries_and_none_is_lost() -> None:
    headers = Headers((("Cookie", "a=1"), ("Accept", "*/*"), ("cookie", "b=2")))
    given = given_request(Request("GET", "/", headers=headers))
    assert given["headers"]["cookie"] == [
        {"key": "Cookie", "value": "a=1"},
        {"key": "cookie", "value": "b=2"},
    ]


def test_headers_left_alone_keep_their_order_and_their_case() -> None:
    request = Request("GET", "/", headers=Headers((("b", "1"), ("A", "2"), ("B", "3"))))
    given = given_request(request)
    same = read_request(request, given | {"uri": "/x"}, given=cast("Any", given), event="viewer-request")
    assert (same.headers, same.uri) == (request.headers, "/x")


@pytest.mark.parametrize("entries", [None, []], ids=["null", "no entry"])
def test_a_header_without_entries_is_taken_away(entries: object) -> None:
    request = Request("GET", "/", headers=Headers((("Host", "a"), ("X-A", "1"))))
    given = given_request(request)
    returned = given | {"headers": given["headers"] | {"x-a": entries}}
    changed = read_request(request, returned, given=cast("Any", given), event="viewer-request")
    assert changed.headers.items() == (("Host", "a"),)


def test_method_and_client_address_stay_the_viewers() -> None:
    request = Request("GET", "/")
    given = given_request(request)
    returned = given | {"method": "DELETE", "clientIp": "192.0.2.1"}
    assert read_request(request, returned, given=cast("Any", given), event="viewer-request") == request


@pytest.mark.parametrize("event", ["viewer-request", "origin-request"])
def test_a_body_is_cut_off_at_the_limit_of_the_event(event: EventType) -> None:
    limit = BODY_SHOWN[event].value
    for size, truncated in ((limit, False), (limit + 1, True)):
        part = made(event, Request("POST", "/", body=b"x" * size), include_body=True)
        body = part["Records"][0]["cf"]["request"]["body"]
        assert body["inputTruncated"] == truncated
        assert len(base64.b64decode(body["data"])) == limit


def test_a_body_is_shown_only_where_it_is_asked_for_and_only_for_writes() -> None:
    assert "body" not in given_request(Request("POST", "/", body=b"x"))
    part = made("viewer-request", Request("GET", "/"), include_body=True)
    assert "body" not in part["Records"][0]["cf"]["request"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"action": "replace", "encoding": "text", "data": "neu"}, b"neu"),
        ({"action": "replace", "encoding": "base64", "data": "bmV1"}, b"neu"),
        ({"action": "replace", "data": "bmV1"}, b"neu"),
        ({"action": "read-only", "encoding": "text", "data": "neu"}, b"whole"),
    ],
    ids=["text", "base64", "base64 is the default", "read-only changes nothing"],
)
def test_a_replaced_body_goes_to_the_origin(body: dict[str, str], expected: bytes) -> None:
    request = Request("POST", "/", body=b"whole")
    given = given_request(request)
    changed = read_request(request, given | {"body": body}, given=cast("Any", given), event="viewer-request")
    assert changed.body == expected


@pytest.mark.parametrize(
    ("returned", "body"),
    [({}, b"old"), ({"body": ""}, b""), ({"body": "new"}, b"new"),
     ({"body": "bmV3", "bodyEncoding": "base64"}, b"new")],
    ids=["left out", "empty", "text", "base64"],
)  # fmt: skip
def test_origin_response_keeps_removes_or_replaces_the_body(returned: dict[str, str], body: bytes) -> None:
    response = Response(200, Headers(), b"old")
    given: Any = {"headers": {}, "status": "200", "statusDescription": "OK"}
    changed = read_response(response, given | returned, given=given, event="origin-response")
    assert changed.body == body


def test_viewer_response_changes_neither_status_nor_body() -> None:
    response = Response(200, Headers(), b"old")
    given: Any = {"headers": {}, "status": "200", "statusDescription": "OK"}
    changed = read_response(
        response, given | {"status": "404", "body": "new"}, given=given, event="viewer-response"
    )
    assert (changed.status, changed.body) == (200, b"old")


@pytest.mark.parametrize("status", ["302", 302], ids=["string", "integer"])
def test_a_generated_response_needs_a_status_only(status: object) -> None:
    assert generated_response({"status": status}) == Response(302)


def test_a_generated_header_without_a_key_gets_initial_capitals() -> None:
    response = generated_response(
        {
            "status": "200",
            "headers": {"set-cookie": [{"value": "a=1"}, {"key": "set-cookie", "value": "b=2"}]},
        }
    )
    assert response.headers.items() == (("Set-Cookie", "a=1"), ("set-cookie", "b=2"))
