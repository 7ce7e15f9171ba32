"""A response headers policy applied to what the viewer is sent: removal, then CORS, security, custom headers.

1. CORS headers are added to answers to requests with `Origin` only; those of preflights to OPTIONS only.
2. Without override, one CORS header from the origin keeps all of the policy's CORS headers out.
3. Security and custom headers are decided one by one: with override always, otherwise where there is none
   yet.

Source:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
(read 2026-04). That a header which viewer-response set counts as there already is UNCERTAIN.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.headers import fold, is_removable_by_policy

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.cache_policy import ResponseHeadersPolicy
    from cloudfrontier.cloudfront.message import Headers, Request

__all__ = ["apply_response_headers_policy"]

_PREFLIGHT = frozenset({
    "access-control-allow-headers", "access-control-allow-methods", "access-control-max-age",
})  # fmt: skip


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
    if "origin" not in request.headers:
        return headers
    has_cors = any(name.startswith("access-control-") for name in headers.names())
    if has_cors and not policy.cors_override:
        return headers
    for header in policy.cors:
        if request.method == "OPTIONS" or fold(header.name) not in _PREFLIGHT:
            headers = headers.set(header.name, header.value)
    return headers
