"""A response headers policy applied to what the viewer is sent: removal, then CORS, security, custom headers.

1. CORS headers are added to answers to requests with `Origin` only; those of preflights to OPTIONS only.
2. Without override, one CORS header from the origin keeps all of the policy's CORS headers out.
3. Of the origins that the policy allows the response names the one that asked; any other origin is sent no
   CORS header of the policy (UNCERTAIN: AWS does not say what is sent then; this is the stricter reading).
4. Security and custom headers are decided one by one: with override always, otherwise where there is none
   yet.

Source:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
(read 2026-04). That a header which viewer-response set counts as there already is UNCERTAIN.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.headers import fold, is_removable_by_policy

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.cache_policy import ResponseHeadersPolicy
    from cloudfrontier.cloudfront.message import Headers, Request

__all__ = ["apply_response_headers_policy"]

_PREFLIGHT = frozenset({
    "access-control-allow-headers", "access-control-allow-methods", "access-control-max-age",
})  # fmt: skip
_ALLOW_ORIGIN = "access-control-allow-origin"
_ANY = "*"


def apply_response_headers_policy(
    headers: Headers, policy: ResponseHeadersPolicy, *, request: Request
) -> Headers:
    """The response's headers under the policy."""
    headers = headers.remove(*(name for name in policy.remove if is_removable_by_policy(name)))
    headers = _cors(headers, policy, request=request)
    for header in (*policy.security, *policy.custom):
        if header.override or header.name not in headers:
            headers = headers.set(header.name, header.value)
    return headers


def _cors(headers: Headers, policy: ResponseHeadersPolicy, *, request: Request) -> Headers:
    if not policy.cors or "origin" not in request.headers:
        return headers
    has_cors = any(name.startswith("access-control-") for name in headers.names())
    if has_cors and not policy.cors_override:
        return headers
    values = {fold(header.name): header for header in policy.cors}
    allowed = _allowed(values[_ALLOW_ORIGIN].value if _ALLOW_ORIGIN in values else "", request)
    if allowed is None:
        return headers
    for name, header in values.items():
        if name == _ALLOW_ORIGIN:
            headers = headers.set(header.name, allowed)
        elif request.method == "OPTIONS" or name not in _PREFLIGHT:
            headers = headers.set(header.name, header.value)
    return headers


def _allowed(origins: str, request: Request) -> str | None:
    """What `Access-Control-Allow-Origin` says to that request; None if its origin is not allowed."""
    if origins in {_ANY, ""}:
        return origins
    asking = request.headers.get("origin")
    return asking if any(_pattern(origin).fullmatch(asking) for origin in origins.split(", ")) else None


@lru_cache(maxsize=256)
def _pattern(origin: str) -> re.Pattern[str]:
    """`*` is the leftmost part of a host, or a port; without a protocol both are meant."""
    scheme, separator, host = origin.rpartition("://")
    written = re.escape(host).replace(r":\*", r"(?::\d+)?").replace(r"\*\.", r"(?:[^/.:]+\.)+")
    return re.compile((re.escape(scheme) if separator else "https?") + "://" + written, re.IGNORECASE)
