"""A response as CloudFront takes it over from an origin, and one from the cache once the origin confirmed it.

1. Hop-by-hop headers and S3's request ids go no further.
2. Where no cookie is forwarded, `Set-Cookie` is stripped: a shared object must not carry one visitor's
   cookie. What origin-response sets later stays.
3. Of `Vary` only `Accept-Encoding`, `Cookie` and the names of forwarded headers survive, and `User-Agent`
   where a policy has device headers made of it.

Source:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html,
.../RequestAndResponseBehaviorS3Origin.html and .../Cookies.html (read 2026-04).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.generated_headers import GENERATED
from cloudfrontier.cloudfront.headers import fold
from cloudfrontier.simulator.forwarding import cookies_reach_origin, forwarded_header

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution import Behavior
    from cloudfrontier.cloudfront.message import Headers, Request, Response
    from cloudfrontier.simulator.cache import StoredObject

__all__ = ["conditional", "confirmed", "received"]

_DROPPED = (
    "connection", "keep-alive", "proxy-authenticate", "proxy-connection", "te", "trailer",
    "transfer-encoding", "upgrade", "x-amz-id-2", "x-amz-request-id",
)  # fmt: skip
_DEVICES = frozenset(fold(name) for name in GENERATED["device"])
_OF_THE_BODY = ("content-length", "content-encoding", "content-range", "content-type")


def received(response: Response, behavior: Behavior) -> Response:
    """The origin's response as the origin-response event and the cache have it."""
    headers = response.headers.remove(*_DROPPED)
    if not cookies_reach_origin(behavior):
        headers = headers.remove("set-cookie")
    return replace(response, headers=_vary(headers, behavior))


def conditional(request: Request, stored: StoredObject, behavior: Behavior) -> Request:
    """The origin request that asks whether the stored object still holds; as it was when it cannot be asked.

    With cookies forwarded CloudFront sends no conditional requests; what it must not store is asked for anew.
    """
    if cookies_reach_origin(behavior) or stored.only_if_unreachable:
        return request
    headers = request.headers
    changed = stored.response.headers.get("last-modified")
    for condition, validator in (("If-None-Match", stored.etag), ("If-Modified-Since", changed)):
        if validator:
            headers = headers.set(condition, validator)
    return replace(request, headers=headers)


def confirmed(stored: Response, answer: Response) -> Response:
    """The stored response with what a 304 says anew about it (RFC 9111, section 3.2)."""
    headers = stored.headers.remove("age")
    for name, lines in answer.headers.grouped().items():
        if name not in _OF_THE_BODY:
            headers = headers.set(lines[0][0], *(value for _, value in lines))
    return replace(stored, headers=headers)


def _vary(headers: Headers, behavior: Behavior) -> Headers:
    if "vary" not in headers:
        return headers
    forwarded = forwarded_header(behavior)
    by_device = not behavior.generated_headers.isdisjoint(_DEVICES)
    names = [name.strip() for line in headers.get_all("vary") for name in line.split(",")]
    kept = [
        name
        for name in names
        if name.lower() in {"accept-encoding", "cookie", "*"}
        or (by_device and name.lower() == "user-agent")
        or (name and forwarded(name))
    ]
    return headers.set("Vary", ", ".join(kept)) if kept else headers.remove("vary")
