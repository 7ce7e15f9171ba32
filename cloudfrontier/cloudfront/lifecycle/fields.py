"""Which parts of the event's request and response code may change; changing another fails or is ignored.

Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html,
.../functions-event-structure.html and .../lambda-at-edge-function-restrictions.html (read 2026-04).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import EventType, Kind

__all__ = ["writable_request_fields", "writable_response_fields"]

_REQUEST: dict[tuple[Kind, EventType], frozenset[str]] = {
    ("handler", "viewer-request"): frozenset({"uri", "querystring", "headers", "body"}),
    ("handler", "origin-request"): frozenset({"uri", "querystring", "headers", "body", "origin"}),
    ("function", "viewer-request"): frozenset({"uri", "querystring", "headers", "cookies"}),
}

_RESPONSE: dict[tuple[Kind, EventType], frozenset[str]] = {
    ("handler", "origin-response"): frozenset(
        {"status", "statusDescription", "headers", "body", "bodyEncoding"}
    ),
    # The quota of 40 KB names viewer-response too, but no page describes a body there: UNCERTAIN, refused.
    ("handler", "viewer-response"): frozenset({"statusDescription", "headers"}),
    ("function", "viewer-response"): frozenset(
        {"statusCode", "statusDescription", "headers", "cookies", "body"}
    ),
}


def writable_request_fields(kind: Kind, event: EventType) -> frozenset[str]:
    """Fields of `request` that take effect when changed; none in the response events."""
    return _REQUEST.get((kind, event), frozenset())


def writable_response_fields(kind: Kind, event: EventType) -> frozenset[str]:
    """Fields of an existing `response` that take effect when changed; none in the request events."""
    return _RESPONSE.get((kind, event), frozenset())
