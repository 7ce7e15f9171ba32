"""How long a response is cached: the origin's headers against the policy's TTLs, row by row of AWS's table.

1. `s-maxage` wins over `max-age`, and `max-age` over `Expires`.
2. The policy's minimum wins over `no-store`: with a minimum above 0, what must not be stored is stored.
3. With a minimum of 0, `Vary: *` has the origin asked at every request.
4. Errors have rules of their own: a minimum of 10 s unless the distribution says otherwise.

Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html,
.../custom-error-pages-expiration.html, .../HTTPStatusCodes.html, .../http-3xx-status-codes.html and
.../RequestAndResponseBehaviorCustomOrigin.html (read 2026-04).
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from email.utils import parsedate_tz
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.cache_policy import CachePolicy
from cloudfrontier.cloudfront.caching.cache_control import CacheControl
from cloudfrontier.cloudfront.caching.statuses import (
    ERRORS_CACHED,
    ERRORS_CACHED_WITH_MAX_AGE,
    ERRORS_HONOURING_NO_STORE,
    REDIRECTS_CACHED_WITH_CACHE_CONTROL,
)
from cloudfrontier.cloudfront.distribution import OriginKind
from cloudfrontier.cloudfront.limits import ERROR_CACHING_MIN_TTL, S3_ERROR_CACHING_MIN_TTL

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.message import Response

__all__ = ["LEGACY_TTL", "ErrorCaching", "Lifetime", "time_to_live"]

LEGACY_TTL = CachePolicy("legacy", min_ttl=0, default_ttl=86400, max_ttl=31536000)
"""What a behavior without a cache policy starts from."""

_GONE = 410


@dataclass(frozen=True)
class ErrorCaching:
    """What a distribution says about cached errors.

    `min_ttl`: seconds; the error caching minimum TTL of the status. `gone_like_not_found`: AWS lists 410
    among the errors that `no-store` keeps out of the cache, but not among those that are cached: UNCERTAIN;
    by default it is.
    """

    min_ttl: int = ERROR_CACHING_MIN_TTL.value
    origin_kind: OriginKind = "custom"
    gone_like_not_found: bool = True

    @property
    def floor(self) -> int:
        """Seconds for which an error is cached at least; never 0 for an S3 origin."""
        return max(self.min_ttl, S3_ERROR_CACHING_MIN_TTL.value) if self.origin_kind == "s3" else self.min_ttl


@dataclass(frozen=True)
class Lifetime:
    """How long a response is kept, and the sentence that says why.

    `seconds`: fresh for so long; 0 with `storable`: kept, and confirmed by the origin at every request.
    `fallback`: kept although not storable, only to be served when the origin is unreachable. The stale times
    are None when the origin does not say them, and never longer than the policy's maximum.
    """

    storable: bool
    seconds: int
    reason: str
    fallback: bool = False
    stale_while_revalidate: int | None = None
    stale_if_error: int | None = None


def time_to_live(
    response: Response, *, policy: CachePolicy, now: float, errors: ErrorCaching | None = None
) -> Lifetime:
    """How long the origin's response to a cached method is kept; `now` is a Unix time in seconds."""
    control = CacheControl.parse(response.headers.get_all("cache-control"))
    if policy.max_ttl == 0:
        # AWS says so of CachingDisabled, errors included; it is taken to hold for every maximum of 0.
        return _refused("the cache policy turns caching off")
    if response.status >= 400:
        return _error(response, control, policy=policy, now=now, errors=errors or ErrorCaching())
    if response.status in REDIRECTS_CACHED_WITH_CACHE_CONTROL and "cache-control" not in response.headers:
        return _refused(f"a {response.status} is cached only with Cache-Control")
    lifetime = _success(response, control, policy=policy, now=now)
    return replace(
        lifetime,
        stale_while_revalidate=_at_most(control.seconds("stale-while-revalidate"), policy.max_ttl),
        stale_if_error=_at_most(control.seconds("stale-if-error"), policy.max_ttl),
    )


def _success(response: Response, control: CacheControl, *, policy: CachePolicy, now: float) -> Lifetime:
    if control.forbids_caching:
        if policy.min_ttl > 0:
            return _kept(policy.min_ttl, "the policy's minimum wins over no-store, no-cache or private")
        return _refused("no-store, no-cache or private", fallback=control.seconds("stale-if-error") != 0)
    if policy.min_ttl == 0 and any(line.strip() == "*" for line in response.headers.get_all("vary")):
        return _kept(0, "Vary: * of the origin: confirmed at every request")
    given = _freshness(response, control, now=now)
    if given is None:
        seconds = max(policy.min_ttl, policy.default_ttl)
        return _kept(seconds, "no max-age and no Expires: the policy's default")
    return _clamped(*given, policy=policy)


def _clamped(seconds: int, name: str, *, policy: CachePolicy) -> Lifetime:
    """What the origin says, within the policy's minimum and maximum; `name` is the header that says it."""
    if seconds < policy.min_ttl:
        return _kept(policy.min_ttl, f"{name} is below the policy's minimum")
    if seconds > policy.max_ttl:
        return _kept(policy.max_ttl, f"{name} is above the policy's maximum")
    return _kept(seconds, f"{name} of the origin")


def _error(
    response: Response, control: CacheControl, *, policy: CachePolicy, now: float, errors: ErrorCaching
) -> Lifetime:
    status = response.status
    has_max_age = "max-age" in control.directives or "s-maxage" in control.directives
    cached = status in ERRORS_CACHED or (status == _GONE and errors.gone_like_not_found)
    if not cached and status not in ERRORS_CACHED_WITH_MAX_AGE:
        return _refused(f"a {status} is not cached")
    if not cached and not has_max_age:
        return _refused(f"a {status} is cached only with max-age or s-maxage")
    if control.forbids_caching and status in ERRORS_HONOURING_NO_STORE:
        return _refused(f"no-store, no-cache or private on a {status}")
    given = _freshness(response, control, now=now)
    if given is not None and min(given[0], policy.max_ttl) > errors.floor:
        return _kept(min(given[0], policy.max_ttl), f"{given[1]} of the origin, for an error")
    return _kept(errors.floor, "the error caching minimum TTL")


def _kept(seconds: int, reason: str) -> Lifetime:
    return Lifetime(storable=True, seconds=seconds, reason=reason)


def _refused(reason: str, *, fallback: bool = False) -> Lifetime:
    return Lifetime(storable=False, seconds=0, reason=reason, fallback=fallback)


def _at_most(seconds: int | None, most: int) -> int | None:
    return None if seconds is None else min(seconds, most)


def _freshness(response: Response, control: CacheControl, *, now: float) -> tuple[int, str] | None:
    for name in ("s-maxage", "max-age"):
        seconds = control.seconds(name)
        if seconds is not None:
            return seconds, name
    if "expires" in response.headers:
        return _until(response.headers.get("expires"), now=now), "Expires"
    return None


def _until(expires: str, *, now: float) -> int:
    """Seconds until the date; 0 for one that is past or is no date (RFC 9111, section 5.3)."""
    parsed = parsedate_tz(expires)
    if parsed is None:
        return 0
    try:
        return max(0, int(calendar.timegm(parsed[:9]) - (parsed[9] or 0) - now))
    except (ValueError, OverflowError):
        return 0
