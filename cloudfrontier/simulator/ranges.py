"""Parts of an object: what a viewer that asks with `Range` is sent instead of the whole.

1. Ranges must be in ascending order, apart from each other and valid; else the whole object is sent with 200.
2. One range comes as it is, several as `multipart/byteranges`; ranges behind the end are answered with 416.
3. An object whose origin said no `Content-Length` (it came in chunks) is always sent whole.
4. `If-Range` that names another version has the whole object sent (RFC 9110, section 13.1.5).

The simulator always fetches the whole object. CloudFront may fetch a part, and says that it may fetch more.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RangeGETs.html (read 2026-11).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from cloudfrontier.simulator.viewer_conditions import date_of

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.message import Headers, Request, Response

__all__ = ["ByteRange", "part_of", "ranges_of"]

_SPEC = re.compile(r"[ \t]*(?:([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18}))[ \t]*")


@dataclass(frozen=True)
class ByteRange:
    """The bytes `first` to `last`, both included."""

    first: int
    last: int

    def of(self, length: int) -> str:
        """`Content-Range` of an object of that many bytes."""
        return f"bytes {self.first}-{self.last}/{length}"


def part_of(response: Response, request: Request, *, length_known: bool = True) -> Response:
    """What the viewer is sent: parts, the whole, or 416.

    `length_known`: whether the origin said how long the object is.
    """
    asked = request.headers.get("range")
    if not asked or request.method != "GET" or response.status != 200 or not length_known:
        return response
    if not _same_version(request.headers.get("if-range"), response.headers):
        return response
    found = ranges_of(asked, len(response.body))
    if found is None:
        return response
    if not found:
        headers = response.headers.remove("content-type", "content-encoding")
        headers = headers.set("Content-Range", f"bytes */{len(response.body)}")
        return replace(response, status=416, reason="", headers=headers, body=b"")
    return _partial(response, found)


def ranges_of(value: str, length: int) -> tuple[ByteRange, ...] | None:
    """The ranges that an object of that length has; empty: it has none of them; None: send it whole."""
    unit, separator, specs = value.partition("=")
    if unit.strip().lower() != "bytes" or not separator:
        return None
    found: list[ByteRange] = []
    last = -1
    for spec in specs.split(","):
        read = _SPEC.fullmatch(spec)
        if read is None:
            return None
        first, end = _bounds(*read.groups(), length=length)
        if first > end or first <= last:
            return None
        last = end
        if first < length:
            found.append(ByteRange(first, min(end, length - 1)))
    return tuple(found)


def _bounds(first: str | None, last: str | None, suffix: str | None, *, length: int) -> tuple[int, int]:
    if suffix is not None:
        # The last so many bytes; the last 0 bytes are none of the object, like a range behind its end.
        return (max(0, length - int(suffix)), max(length - 1, 0)) if int(suffix) else (length, length)
    start = int(first or 0)
    return start, int(last) if last else max(length - 1, start)


def _same_version(condition: str, headers: Headers) -> bool:
    if not condition:
        return True
    if condition.startswith('"'):
        return condition == headers.get("etag")
    asked = date_of(condition)
    return asked is not None and asked == date_of(headers.get("last-modified"))


def _partial(response: Response, ranges: tuple[ByteRange, ...]) -> Response:
    whole = response.body
    if len(ranges) == 1:
        headers = response.headers.set("Content-Range", ranges[0].of(len(whole)))
        body = whole[ranges[0].first : ranges[0].last + 1]
        return replace(response, status=206, reason="", headers=headers, body=body)
    boundary = sha256(whole).hexdigest()[:24]
    content_type = response.headers.get("content-type")
    described = f"\r\nContent-Type: {content_type}" if content_type else ""
    parts = [
        f"\r\n--{boundary}{described}\r\nContent-Range: {item.of(len(whole))}\r\n\r\n".encode()
        + whole[item.first : item.last + 1]
        for item in ranges
    ]
    body = b"".join((*parts, f"\r\n--{boundary}--\r\n".encode())).removeprefix(b"\r\n")
    headers = response.headers.set("Content-Type", f"multipart/byteranges; boundary={boundary}")
    return replace(response, status=206, reason="", headers=headers, body=body)
