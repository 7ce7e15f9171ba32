"""The last touch before a response is sent: what CloudFront adds to every one of them.

`Server` and `Date` are the origin's where it sent them; `Content-Length` is what the body really has, so
that a body which edge code replaced never comes with the length of the old one. The origin's answer to a HEAD
has no body, and keeps the length that it says, or does not say.

Source:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
(read 2026-04); the values of `X-Amz-Cf-Pop` are OBSERVED.
"""

from __future__ import annotations

from dataclasses import replace
from email.utils import formatdate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.message import Request, Response

__all__ = ["POP", "delivered"]

POP = "FRA56-P1"
"""The edge location that answers here, in the form of CloudFront's own."""

_WITHOUT_BODY = frozenset({204, 304})


def delivered(  # noqa: PLR0913 - what the added headers say, all by name
    response: Response, *, request: Request, x_cache: str, request_id: str, hex_id: str, now: float
) -> Response:
    """The response as the viewer gets it; a HEAD gets the headers alone."""
    headers = response.headers
    if "server" not in headers:
        headers = headers.set("Server", "CloudFront")
    if "date" not in headers:
        headers = headers.set("Date", formatdate(now, usegmt=True))
    is_head = request.method == "HEAD"
    if response.status in _WITHOUT_BODY:
        headers = headers.remove("content-length")
    elif response.body or not is_head:
        headers = headers.set("Content-Length", str(len(response.body)))
    headers = (
        headers.add("Via", f"1.1 {hex_id}.cloudfront.net (CloudFront)")
        .set("X-Cache", x_cache)
        .set("X-Amz-Cf-Pop", POP)
        .set("X-Amz-Cf-Id", request_id)
    )
    bare = is_head or response.status in _WITHOUT_BODY
    return replace(response, headers=headers, body=b"" if bare else response.body)
