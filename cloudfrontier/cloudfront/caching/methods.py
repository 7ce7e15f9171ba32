"""Which methods a behavior may allow, which of them are cached, and which are redirected to HTTPS how.

Sources:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html,
.../using-https-viewers-to-cloudfront.html and .../high_availability_origin_failover.html (read 2026-04).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.message import HttpVersion

__all__ = [
    "ALLOWED_METHOD_SETS",
    "CACHED_METHODS",
    "CACHED_METHOD_SETS",
    "FAILOVER_METHODS",
    "HTTPS_REDIRECT_METHODS",
    "https_redirect_status",
]

_READ = frozenset({"GET", "HEAD"})
_READ_OPTIONS = _READ | {"OPTIONS"}

ALLOWED_METHOD_SETS = (_READ, _READ_OPTIONS, _READ_OPTIONS | {"PUT", "POST", "PATCH", "DELETE"})
"""What a behavior may allow: one of these; any other method is answered with 403."""

CACHED_METHODS = _READ
"""Methods whose responses are always cached."""

CACHED_METHOD_SETS = (_READ, _READ_OPTIONS)
"""What a behavior may cache; responses to OPTIONS have a cache key of their own."""

FAILOVER_METHODS = _READ_OPTIONS
"""Methods for which an origin group turns to its second origin; OPTIONS only where it is cached."""

HTTPS_REDIRECT_METHODS: dict[int, frozenset[str]] = {
    301: _READ,
    307: frozenset({"POST", "PUT", "DELETE", "OPTIONS", "PATCH"}),
}
"""Status of the redirect to HTTPS -> the methods that are answered with it."""


def https_redirect_status(method: str, http_version: HttpVersion = "1.1") -> int | None:
    """Status of the redirect to HTTPS; None: answered with 403, for 307 is not known before HTTP/1.1."""
    for status, methods in HTTPS_REDIRECT_METHODS.items():
        if method in methods:
            return None if status == 307 and http_version == "1.0" else status
    return None
