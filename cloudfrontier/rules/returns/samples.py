"""Builds the samples of the rules: AWS's example events, and what a function might return for them.

The events are those of
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html and
.../functions-event-structure.html (read 2026-04), so that a sample differs from them in its one point only.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.events import ORIGIN_EVENTS, RESPONSE_EVENTS
from cloudfrontier.rules.returns.subject import ReturnCheck

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import EventType, Kind

__all__ = [
    "VIA",
    "custom_origin",
    "generated",
    "given_event",
    "line",
    "returned",
    "returned_request",
    "returned_response",
    "s3_origin",
]

NAME = "sample"
VIA = "2.0 2afae0d44e2540f472c0635ab62c232b.cloudfront.net (CloudFront)"

_DOMAIN = "d111111abcdef8.cloudfront.net"
_CONFIG = {
    "distributionDomainName": _DOMAIN,
    "distributionId": "EDFDVBD6EXAMPLE",
    "requestId": "4TyzHTaYWb1GX1qTfsHhEqV6HUDd_BzoBZnwfnvQc_1oF26ClkoUSEQ==",
}


def line(key: str, value: object) -> object:
    """A header of one line, as Lambda@Edge has it."""
    return [{"key": key, "value": value}]


def given_event(kind: Kind, event: EventType) -> dict[str, object]:
    """The event that a function of that kind is given."""
    config = _CONFIG | {"eventType": event}
    parts: dict[str, object] = {"request": _request(kind, event)}
    if event in RESPONSE_EVENTS:
        parts["response"] = _response(kind)
    if kind == "handler":
        return {"Records": [{"cf": {"config": config, **parts}}]}
    return {"version": "1.0", "context": config, "viewer": {"ip": "198.51.100.11"}, **parts}


def returned(kind: Kind, event: EventType, value: object) -> ReturnCheck:
    """That value, returned for that event."""
    return ReturnCheck(kind, event, given_event(kind, event), value, NAME)


def generated(kind: Kind, event: EventType, **fields: object) -> ReturnCheck:
    """A response of these fields, generated in a request event; a status is put in when none is given."""
    status: dict[str, object] = {"status": "200"} if kind == "handler" else {"statusCode": 200}
    return returned(kind, event, status | fields)


def returned_request(
    kind: Kind,
    event: EventType,
    *,
    headers: dict[str, object] | None = None,
    drop: str = "",
    **fields: object,
) -> ReturnCheck:
    """The given request with these fields, these headers added, and the header or field `drop` left out."""
    return returned(kind, event, _changed(_request(kind, event), headers, drop, fields))


def returned_response(
    kind: Kind,
    event: EventType,
    *,
    headers: dict[str, object] | None = None,
    drop: str = "",
    **fields: object,
) -> ReturnCheck:
    """The given response with these fields, these headers added, and the header or field `drop` left out."""
    return returned(kind, event, _changed(_response(kind), headers, drop, fields))


def _changed(
    part: dict[str, object], headers: dict[str, object] | None, drop: str, fields: dict[str, object]
) -> dict[str, object]:
    part = deepcopy(part)
    own = part["headers"]
    if isinstance(own, dict):
        own.update(headers or {})
        own.pop(drop, None)
    part.pop(drop, None)
    return part | fields


def _request(kind: Kind, event: EventType) -> dict[str, object]:
    if kind == "function":
        headers: dict[str, object] = {"host": {"value": "video.example.com"}, "accept": {"value": "*/*"}}
        query = {"id": {"value": "42"}}
        cookies = {"id": {"value": "CookieIdValue"}}
        return _basics(headers) | {"querystring": query, "cookies": cookies}
    viewer = {"host": line("Host", _DOMAIN), "user-agent": line("User-Agent", "curl/7.66.0")}
    request = _basics(viewer | {"via": line("Via", VIA)})
    request |= {"clientIp": "203.0.113.178", "querystring": ""}
    return request | ({"origin": custom_origin()} if event in ORIGIN_EVENTS else {})


def _basics(headers: dict[str, object]) -> dict[str, object]:
    return {"method": "GET", "uri": "/", "headers": headers}


def _response(kind: Kind) -> dict[str, object]:
    if kind == "function":
        headers: dict[str, object] = {"content-type": {"value": "text/html"}, "via": {"value": VIA}}
        return {"statusCode": 200, "statusDescription": "OK", "headers": headers, "cookies": {}}
    lines = {
        "content-type": line("Content-Type", "text/html"),
        "content-length": line("Content-Length", "9593"),
        "via": line("Via", VIA),
    }
    return {"status": "200", "statusDescription": "OK", "headers": lines}


def custom_origin(**fields: object) -> dict[str, object]:
    """The custom origin that is given, with these fields."""
    custom: dict[str, object] = {
        "customHeaders": {},
        "domainName": "example.org",
        "keepaliveTimeout": 5,
        "path": "",
        "port": 443,
        "protocol": "https",
        "readTimeout": 30,
        "responseCompletionTimeout": 30,
        "sslProtocols": ["TLSv1", "TLSv1.1", "TLSv1.2"],
    }
    return {"custom": custom | fields}


def s3_origin(**fields: object) -> dict[str, object]:
    """An S3 bucket without sign-in, with these fields."""
    bucket = "amzn-s3-demo-bucket.s3.eu-west-1.amazonaws.com"
    s3: dict[str, object] = {"domainName": bucket, "authMethod": "none", "path": "", "customHeaders": {}}
    return {"s3": s3 | fields}
