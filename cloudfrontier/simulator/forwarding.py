"""What reaches the origin: cache policy and origin request policy together, and the headers CloudFront adds.

1. Everything in the cache key is sent, what the origin request policy adds, and a few headers that always
   are (`cloudfrontier.cloudfront.request_headers`); others only with the legacy cache settings.
2. `Host` is the origin's domain and `User-Agent` is `Amazon CloudFront`, unless the viewer's own is
   forwarded.
3. `Via` and `X-Forwarded-For` are always there.
4. Headers that no edge function may see (hop-by-hop and CloudFront's own) never go on.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-origin-requests.html
and .../RequestAndResponseBehaviorCustomOrigin.html (read 2026-04).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.generated_headers import GENERATED_NAMES
from cloudfrontier.cloudfront.headers import fold, is_disallowed
from cloudfrontier.cloudfront.lifecycle import DEFAULT_OPTIONS
from cloudfrontier.cloudfront.message import Headers
from cloudfrontier.cloudfront.request_headers import (
    ALWAYS_FORWARDED,
    CONDITIONS,
    REMOVED,
    keeps_authorization,
)
from cloudfrontier.simulator.cache_key import accept_encoding
from cloudfrontier.simulator.selection import either, selected_cookies, selected_query

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudfrontier.cloudfront.cache_policy import OriginRequestPolicy
    from cloudfrontier.cloudfront.distribution import Behavior, Origin
    from cloudfrontier.cloudfront.lifecycle import LifecycleOptions
    from cloudfrontier.cloudfront.message import Request

__all__ = [
    "USER_AGENT",
    "cookies_reach_origin",
    "forwarded_header",
    "only_named_by_policies",
    "origin_request",
    "sent_to_origin",
]

USER_AGENT = "Amazon CloudFront"
_VIA = ".cloudfront.net (CloudFront)"

_WRITTEN_HERE = frozenset({
    "accept-encoding", "content-length", "cookie", "host", "te", "transfer-encoding", "user-agent", "via",
    "x-forwarded-for",
})  # fmt: skip
"""Decided one by one below (or framing, which is made anew), so never copied with the rest."""


def origin_request(
    request: Request,
    behavior: Behavior,
    origin: Origin,
    *,
    hex_id: str,
    options: LifecycleOptions = DEFAULT_OPTIONS,
) -> Request:
    """The request as the origin events see it: without the origin's own path and custom headers."""
    forwarded = forwarded_header(behavior)
    orp = behavior.origin_request_policy
    wanted_query = either(behavior.cache_policy.query_strings, orp.query_strings if orp else None)
    wanted_cookies = either(behavior.cache_policy.cookies, orp.cookies if orp else None)
    lines = [
        ("X-Forwarded-For", ",".join((*request.headers.get_all("x-forwarded-for"), request.client_ip))),
        ("User-Agent", (forwarded("user-agent") and request.headers.get("user-agent")) or USER_AGENT),
        ("Via", ", ".join((*request.headers.get_all("via"), f"{request.http_version} {hex_id}{_VIA}"))),
        ("Host", origin.host or (forwarded("host") and request.host) or origin.domain_name),
    ]
    lines += _accept_encoding(request, behavior, forwarded)
    cookies = selected_cookies(request, wanted_cookies)
    if cookies:
        lines.append(("Cookie", "; ".join(f"{name}={value}" for name, value in cookies)))
    anyhow = _passes_anyhow(request, behavior, options)
    lines += [
        line
        for line in request.headers.lines
        if _is_copied(name := fold(line[0])) and (forwarded(name) or anyhow(name))
    ]
    if request.body:
        lines.append(("Content-Length", str(len(request.body))))
    return replace(request, querystring=selected_query(request, wanted_query), headers=Headers(tuple(lines)))


def sent_to_origin(request: Request, origin: Origin, *, request_id: str) -> Request:
    """The request as it leaves: the origin's path in front, its custom headers on top, and `X-Amz-Cf-Id`."""
    headers = request.headers
    for name, value in origin.custom_headers:
        headers = headers.set(name, value)
    if request.body or "content-length" in headers:
        headers = headers.set("Content-Length", str(len(request.body)))
    headers = headers.add("X-Amz-Cf-Id", request_id)
    return replace(request, uri=origin.path + request.uri, headers=headers)


def forwarded_header(behavior: Behavior) -> Callable[[str], bool]:
    """Whether the viewer's header of that name reaches the origin."""
    cached = {fold(name) for name in behavior.cache_policy.headers}
    wanted = _wanted(behavior.origin_request_policy)
    return lambda name: fold(name) in cached or wanted(fold(name))


def only_named_by_policies(request: Request, behavior: Behavior) -> Request:
    """The request without the `CloudFront-*` headers that no policy of the behavior names.

    CloudFront makes them itself and lets no viewer set them. Here a viewer does, in CloudFront's place.
    """
    made = GENERATED_NAMES.intersection(request.headers.grouped())
    if not made:
        return request
    return replace(request, headers=request.headers.remove(*(made - behavior.generated_headers)))


def cookies_reach_origin(behavior: Behavior) -> bool:
    """Whether any cookie is forwarded; where none is, CloudFront also strips `Set-Cookie` from responses."""
    orp = behavior.origin_request_policy
    selections = (behavior.cache_policy.cookies, *((orp.cookies,) if orp else ()))
    return any(selection.behavior != "none" for selection in selections)


def _wanted(policy: OriginRequestPolicy | None) -> Callable[[str], bool]:
    if policy is None:
        return lambda _: False
    names = {fold(name) for name in policy.headers}
    match policy.header_behavior:
        case "whitelist":
            return lambda name: name in names
        case "allViewer":
            return lambda name: name not in GENERATED_NAMES
        case "allViewerAndWhitelistCloudFront":
            return lambda name: name not in GENERATED_NAMES or name in names
        case "allExcept":
            return lambda name: name not in names
    return lambda _: False


def _passes_anyhow(request: Request, behavior: Behavior, options: LifecycleOptions) -> Callable[[str], bool]:
    """Whether a header that no policy names reaches the origin."""
    if not (options.forwards_unnamed or behavior.has_forwarded_values):
        return lambda name: name == "origin" and options.forwards_origin
    is_cached = request.method in behavior.cached_methods and behavior.cache_policy.max_ttl > 0

    def passes(name: str) -> bool:
        if name == "authorization":
            return keeps_authorization(request.method, caches_options="OPTIONS" in behavior.cached_methods)
        if name == "origin" and options.forwards_origin:
            return True
        if name in CONDITIONS:
            return not is_cached
        is_other = name not in REMOVED and name not in GENERATED_NAMES
        return name in ALWAYS_FORWARDED or (behavior.has_forwarded_values and is_other)

    return passes


def _is_copied(name: str) -> bool:
    return name not in _WRITTEN_HERE and not is_disallowed(name)


def _accept_encoding(
    request: Request, behavior: Behavior, forwarded: Callable[[str], bool]
) -> list[tuple[str, str]]:
    normalised = accept_encoding(request, behavior.cache_policy)
    if normalised is not None:
        return [("Accept-Encoding", normalised.to_origin)] if normalised.to_origin else []
    if not forwarded("accept-encoding"):
        return []
    return [("Accept-Encoding", value) for value in request.headers.get_all("accept-encoding")]
