"""What a behavior caches by: the cache policy applied to a request as viewer-request left it.

1. Domain and path are always in the key, of the query string, headers and cookies what the policy names.
2. Header names ignore case; everything else is compared exactly, and the order of query parameters counts.
3. With gzip or brotli on, `Accept-Encoding` enters in a normalised form, or not at all.
4. OPTIONS is cached apart from GET. That HEAD may be served from a GET is assumed (UNCERTAIN); what the
   origin answers to HEAD has no body and is kept apart.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-the-cache-key.html
and .../cache-key-understand-cache-policy.html (read 2026-04).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.compression import accepted_encodings
from cloudfrontier.cloudfront.headers import fold
from cloudfrontier.simulator.selection import is_selected, selected_cookies, selected_query

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.cache_policy import CachePolicy
    from cloudfrontier.cloudfront.message import Request

__all__ = ["AcceptEncoding", "CacheKey", "accept_encoding", "cache_key"]

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CacheKey:
    """The parts of a key; two requests share an object when all are equal."""

    domain: str
    method: str
    path: str
    query: str = ""
    headers: Pairs = ()
    cookies: Pairs = ()

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """The key as `(what, value)` for people: only the parts that are there."""
        query = (("query", self.query),) if self.query else ()
        named = tuple((f"header {name}", value) for name, value in self.headers)
        cookies = tuple((f"cookie {name}", value) for name, value in self.cookies)
        return (("path", self.path), *query, *named, *cookies)


@dataclass(frozen=True)
class AcceptEncoding:
    """`Accept-Encoding` normalised: what enters the key, and what the origin is sent (None: nothing)."""

    in_key: str
    to_origin: str | None


def cache_key(request: Request, policy: CachePolicy, *, domain: str, method: str) -> CacheKey:
    """The key of the request under the policy; `method` is GET, HEAD or OPTIONS."""
    return CacheKey(
        domain=domain,
        method=method,
        path=request.uri,
        query=selected_query(request, lambda name: is_selected(policy.query_strings, name)),
        headers=_headers(request, policy),
        cookies=selected_cookies(request, lambda name: is_selected(policy.cookies, name)),
    )


def accept_encoding(request: Request, policy: CachePolicy) -> AcceptEncoding | None:
    """The normalised header; None where neither format is on and it is a header like any other."""
    if not (policy.gzip or policy.brotli):
        return None
    if "accept-encoding" not in request.headers:
        return AcceptEncoding("", None)
    offered = accepted_encodings(request.headers.get_all("accept-encoding"))
    formats = (("br", policy.brotli), ("gzip", policy.gzip))
    both = ",".join(name for name, enabled in formats if enabled and name in offered)
    return AcceptEncoding(both, both or "identity")


def _headers(request: Request, policy: CachePolicy) -> Pairs:
    normalised = accept_encoding(request, policy)
    pairs = [
        (fold(name), ",".join(request.headers.get_all(name)))
        for name in policy.headers
        if name in request.headers and not (normalised and fold(name) == "accept-encoding")
    ]
    if normalised and normalised.in_key:
        pairs.append(("accept-encoding", normalised.in_key))
    return tuple(sorted(pairs))
