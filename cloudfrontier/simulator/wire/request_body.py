"""The body of a request as Lambda@Edge sees it with IncludeBody, and what a handler puts in its place.

1. It is shown for methods that carry one, always in base64, cut off at the event's limit.
2. `action: "replace"` sends the returned `data`; `"read-only"` sends the viewer's whole body, changed or not.

Source:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html
(read 2026-04).
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.limits import BODY_SHOWN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.cloudfront.events import EventType, LambdaBody
    from cloudfrontier.cloudfront.message import Request

__all__ = ["METHODS_WITH_BODY", "body_part", "read_body"]

METHODS_WITH_BODY = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def body_part(request: Request, event: EventType) -> LambdaBody | None:
    """`request.body` of the event; None for a method that writes nothing."""
    if request.method not in METHODS_WITH_BODY:
        return None
    limit = BODY_SHOWN[event].value
    return {
        "inputTruncated": len(request.body) > limit,
        "action": "read-only",
        "encoding": "base64",
        "data": base64.b64encode(request.body[:limit]).decode("ascii"),
    }


def read_body(returned: Mapping[str, Any] | None, *, original: bytes) -> bytes:
    """The body that goes on to the origin."""
    if returned is None or returned.get("action") != "replace":
        return original
    data = returned.get("data") or ""
    return data.encode() if returned.get("encoding") == "text" else base64.b64decode(data)
