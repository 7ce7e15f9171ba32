"""Which statuses are cached, may have a custom error page, or make an origin group fail over.

Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html,
.../custom-error-pages-expiration.html, .../custom-error-pages-response-code.html,
.../http-3xx-status-codes.html and .../high_availability_origin_failover.html (read 2026-04).
"""

from __future__ import annotations

__all__ = [
    "CUSTOM_ERROR_PAGE_STATUSES",
    "CUSTOM_ERROR_RESPONSE_STATUSES",
    "ERRORS_CACHED",
    "ERRORS_CACHED_WITH_MAX_AGE",
    "ERRORS_HONOURING_NO_STORE",
    "ERRORS_NEVER_CACHED",
    "FAILOVER_STATUSES",
    "REDIRECTS_CACHED_WITH_CACHE_CONTROL",
]

ERRORS_CACHED = frozenset({404, 414, 500, 501, 502, 503, 504})
"""Errors that are cached whatever the origin's headers, but for `no-store` and its like on some of them."""

ERRORS_CACHED_WITH_MAX_AGE = frozenset({400, 403, 405, 412, 415})
"""Errors that are cached only when the origin sends `max-age` or `s-maxage`."""

ERRORS_HONOURING_NO_STORE = frozenset({404, 410, 414, 501})
"""Errors that `no-store`, `no-cache` and `private` keep out of the cache; on others they are ignored."""

ERRORS_NEVER_CACHED = frozenset({416})

REDIRECTS_CACHED_WITH_CACHE_CONTROL = frozenset({307, 308})
"""Redirects that are cached only when the origin sends `Cache-Control`."""

CUSTOM_ERROR_PAGE_STATUSES = frozenset({400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504})
"""Statuses that may have a custom error page; 412 and 415 may not."""

CUSTOM_ERROR_RESPONSE_STATUSES = CUSTOM_ERROR_PAGE_STATUSES | {200}
"""Statuses that a custom error page may be sent with."""

FAILOVER_STATUSES = frozenset({400, 403, 404, 416, 429, 500, 502, 503, 504})
"""Statuses on which an origin group may turn to its second origin.

A failed connection counts as 503 and a timeout as 504, where the group lists these.
"""
