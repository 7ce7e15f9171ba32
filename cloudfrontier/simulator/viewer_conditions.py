"""Conditions of a viewer: whether what it has still holds, so that it is told 304 instead of sent the object.

1. `If-None-Match` is compared weakly and wins over `If-Modified-Since` (RFC 9110, sections 13.1.2, 13.2.2).
2. Only a 200 to GET or HEAD is looked at. `If-Match` and `If-Unmodified-Since` are left to the origin.

That CloudFront answers so from its cache is OBSERVED; AWS leaves the details to HTTP.
"""

from __future__ import annotations

from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from cloudfrontier.cloudfront.message import Headers, Request, Response

__all__ = ["date_of", "holds", "not_modified", "opaque_tag"]

_OF_THE_OBJECT = ("content-length", "content-type", "content-encoding", "content-range", "content-language")


def holds(request: Request, response: Response) -> bool:
    """Whether the viewer's copy is the response: a 304 says the same in fewer bytes."""
    if request.method not in {"GET", "HEAD"} or response.status != 200:
        return False
    if "if-none-match" in request.headers:
        return _names(request.headers.get_all("if-none-match"), response.headers)
    return _is_older(response.headers, than=date_of(request.headers.get("if-modified-since")))


def not_modified(response: Response) -> Response:
    """The 304 in place of the response; what describes the body goes with it (RFC 9110, section 15.4.5)."""
    return replace(
        response, status=304, reason="", headers=response.headers.remove(*_OF_THE_OBJECT), body=b""
    )


def opaque_tag(etag: str) -> str:
    """The ETag without the mark of a weak one."""
    return etag.strip().removeprefix("W/")


def date_of(value: str) -> datetime | None:
    """The HTTP date; None for what is none, which RFC 9110 has everybody ignore."""
    try:
        return parsedate_to_datetime(value) if value else None
    except (ValueError, OverflowError):
        return None


def _names(lines: tuple[str, ...], headers: Headers) -> bool:
    tags = [tag.strip() for line in lines for tag in line.split(",")]
    own = headers.get("etag")
    return "*" in tags or (bool(own) and opaque_tag(own) in map(opaque_tag, tags))


def _is_older(headers: Headers, *, than: datetime | None) -> bool:
    changed = date_of(headers.get("last-modified")) if than is not None else None
    if changed is None or than is None:
        return False
    # A date without a zone cannot be compared with one that has a zone; HTTP knows GMT only.
    return changed.replace(tzinfo=None) <= than.replace(tzinfo=None)
