"""What becomes of a viewer's request header that no policy names: AWS's table, header by header.

1. Some headers reach the origin anyhow; a POST keeps its `Content-Type` without any origin request policy.
2. Some are removed. All others reach the origin with the legacy cache settings only.
3. `Authorization` depends on the method: what is cached must not be one viewer's.
4. The API's text on `HeaderBehavior` has none of it with policies: `LifecycleOptions.forwards_unnamed`.
5. Of `Origin` the page says that it is forwarded, and that one must configure it to be: it is removed here,
   unless `LifecycleOptions.forwards_origin` (UNCERTAIN).

Source:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html,
section "HTTP request headers and CloudFront behavior" (read 2026-04).
"""

from __future__ import annotations

__all__ = ["ALWAYS_FORWARDED", "CONDITIONS", "REMOVED", "keeps_authorization"]

ALWAYS_FORWARDED = frozenset({
    "cache-control", "content-length", "content-md5", "content-type", "date", "from", "if-match",
    "if-unmodified-since", "max-forwards", "pragma", "request-range", "warning",
})  # fmt: skip
"""Lower-case names that reach the origin whatever the policies say."""

CONDITIONS = frozenset({"if-modified-since", "if-none-match", "if-range", "range"})
"""Forwarded, too. What is cached is asked for whole here, and the answer to the condition is made from it."""

REMOVED = frozenset({
    "accept", "accept-charset", "accept-language", "expect", "origin", "proxy-authenticate",
    "proxy-authorization", "proxy-connection", "referer", "te", "trailer", "upgrade", "x-forwarded-proto",
    "x-http-method-override", "x-real-ip",
})  # fmt: skip
"""Lower-case names that do not reach the origin unless a policy, or a list of headers, names them."""

_KEPT_WITH = frozenset({"DELETE", "PATCH", "POST", "PUT"})


def keeps_authorization(method: str, *, caches_options: bool) -> bool:
    """Whether `Authorization` reaches the origin though no policy names it."""
    return method in _KEPT_WITH or (method == "OPTIONS" and not caches_options)
