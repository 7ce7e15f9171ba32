"""The last touch before a response is sent: what CloudFront adds to every one of them.

`Server` and `Date` are the origin's where it sent them; `Content-Length` is what the body really has, so
that a body which edge code replaced never comes with the length of the old one. The origin's answer to a HEAD
has no body, and keeps the length that it says, or does not say.

Source:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
(read 2026-04); the values of `X-Amz-Cf-Pop` are OBSERVED.
"""

from __future__ import annotations

from email.utils import formatdate
from functools import lru_cache
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.message import Headers, Response

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.message import Request

__all__ = ["POP", "delivered"]

POP = "FRA56-P1"
"""The edge location that answers here, in the form of CloudFront's own."""

_MADE_HERE = frozenset({"x-cache", "x-amz-cf-pop", "x-amz-cf-id"})
_WITHOUT_BODY = frozenset({204, 304})


def delivered(  # noqa: PLR0913 - what the added headers say, all by name
    response: Response, *, request: Request, x_cache: str, request_id: str, hex_id: str, now: float
) -> Response:
    """The response as the viewer gets it; a HEAD gets the headers alone."""
    is_head = request.method == "HEAD"
    bare = is_head or response.status in _WITHOUT_BODY
    kept = {name: lines for name, lines in response.headers.grouped().items() if name not in _MADE_HERE}
    if "server" not in kept:
        kept["server"] = (("Server", "CloudFront"),)
    if "date" not in kept:
        kept["date"] = (("Date", _date(int(now))),)
    if response.status in _WITHOUT_BODY:
        kept.pop("content-length", None)
    elif response.body or not is_head:
        kept["content-length"] = (("Content-Length", str(len(response.body))),)
    made = (
        ("Via", f"1.1 {hex_id}.cloudfront.net (CloudFront)"),
        ("X-Cache", x_cache),
        ("X-Amz-Cf-Pop", POP),
        ("X-Amz-Cf-Id", request_id),
    )
    headers = Headers((*(line for lines in kept.values() for line in lines), *made))
    return Response(response.status, headers, b"" if bare else response.body, response.reason)


@lru_cache(maxsize=16)
def _date(second: int) -> str:
    """The HTTP date of a Unix time; many requests come within one second."""
    return formatdate(second, usegmt=True)
