"""Responses that a feature answers with: strings all through, never cached, and nothing in them by chance.

Source:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses.html
(read in a copy of 2026-04-13): `status` is a string; what viewer-request generates is not cached by
CloudFront, and `no-store` keeps browsers, and origin-request whose answers are cached, to the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge.headers import HeaderError, append

if TYPE_CHECKING:
    from collections.abc import Iterable

    from edge.events import Headers, Response

__all__ = ["generate", "percent_encode", "redirect", "unavailable"]

REASONS = {302: "Found", 401: "Unauthorized", 503: "Service Unavailable"}
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def generate(status: int, body: str = "", *, headers: Iterable[tuple[str, str]] = ()) -> Response:
    """A response with a plain text body, or none, that nobody may store.

    Raises:
        HeaderError: a header must not be sent.
    """
    lines: Headers = {}
    append(lines, "Cache-Control", "no-store")
    for name, value in headers:
        append(lines, name, value)
    response: Response = {"status": str(status), "statusDescription": REASONS[status], "headers": lines}
    if body:
        append(lines, "Content-Type", "text/plain; charset=utf-8")
        response["body"] = body
        response["bodyEncoding"] = "text"
    return response


def redirect(location: str) -> Response:
    """A 302 to a path or URL, of which everything but visible ASCII must be percent-encoded already.

    Raises:
        HeaderError: it is not.
    """
    if not location.isascii() or " " in location:
        raise HeaderError("the value of the header location is not visible ASCII")
    return generate(302, headers=(("Location", location),))


def unavailable() -> Response:
    """The 503 of a feature that fails closed: it says nothing of the reason."""
    return generate(503, "This page is not available right now. Please try again later.\n")


def percent_encode(text: str) -> str:
    """Text as one query parameter's value (RFC 3986): all but the unreserved characters are encoded.

    As `urllib.parse.quote(text, safe="")`, without the import; what is no Unicode text becomes `?`.
    """
    if UNRESERVED.issuperset(text):
        return text
    return "".join(
        char if char in UNRESERVED else "".join(f"%{byte:02X}" for byte in char.encode(errors="replace"))
        for char in text
    )
