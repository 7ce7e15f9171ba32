"""The step that keeps a response: compressed if the behavior says so, for as long as the TTL rules allow.

1. An answer of the origin is kept by its status and headers; so is CloudFront's own page when the origin
   cannot be reached, for the error caching minimum TTL.
2. What must not be stored is still kept for the day that the origin cannot be reached (`Expiration.html`).
3. A 304 to a condition that the viewer sent is nobody else's answer, and is not kept.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html and
.../HTTPStatusCodes.html (read 2026-04).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront import x_cache
from cloudfrontier.cloudfront.caching import CacheControl, ErrorCaching, Lifetime, time_to_live
from cloudfrontier.cloudfront.limits import ERROR_CACHING_MIN_TTL
from cloudfrontier.simulator.cache import StoredObject
from cloudfrontier.simulator.compression import compressed
from cloudfrontier.simulator.reception import confirmed
from cloudfrontier.simulator.trace import StoreStep

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution import Behavior, Origin
    from cloudfrontier.cloudfront.message import Response
    from cloudfrontier.simulator.parts import Parts
    from cloudfrontier.simulator.passage import Passage

__all__ = ["error_caching", "store"]


def store(parts: Parts, passage: Passage) -> None:
    """What the rules of the cache allow to be kept, under the key that was looked up."""
    behavior, origin = passage.behavior, passage.origin
    if passage.response is None or behavior is None or origin is None or not _is_news(passage):
        return
    if passage.response.status == 304 and passage.stale is not None:
        _refresh(passage, passage.response, passage.stale)
    else:
        passage.response = compressed(passage.response, passage.request, behavior)
    if passage.cache.key is None:
        return
    lifetime = _lifetime(parts, passage, behavior, origin)
    passage.store = StoreStep(stored=lifetime.storable, seconds=lifetime.seconds, why=lifetime.reason)
    if lifetime.storable or lifetime.fallback:
        parts.cache.put(passage.cache.key, _stored(passage, passage.response, lifetime))


def error_caching(parts: Parts, status: int, origin: Origin) -> ErrorCaching:
    """What the distribution says of the time that an error of that status is kept."""
    page = parts.distribution.error_page(status)
    least = page.min_ttl if page is not None else None
    return ErrorCaching(
        min_ttl=ERROR_CACHING_MIN_TTL.value if least is None else least, origin_kind=origin.kind
    )


def _is_news(passage: Passage) -> bool:
    """Whether the response comes from the origin's side, or is the page that stands for its silence."""
    if passage.cache.decision in {"hit", "stale"} or passage.state.generated_by == "viewer-request":
        return False
    is_silence = passage.origin_step is not None and passage.origin_step.status is None
    return not passage.edge_error and (is_silence or not passage.state.answered_by_cloudfront)


def _lifetime(parts: Parts, passage: Passage, behavior: Behavior, origin: Origin) -> Lifetime:
    response = passage.error or passage.response
    if response is None or (response.status == 304 and passage.stale is None):
        why = "a 304 answers a condition of this viewer's"
        return Lifetime(storable=False, seconds=0, reason=why)
    errors = error_caching(parts, response.status, origin)
    return time_to_live(response, policy=behavior.cache_policy, now=passage.now, errors=errors)


def _stored(passage: Passage, response: Response, lifetime: Lifetime) -> StoredObject:
    age = response.headers.get("age")
    control = CacheControl.parse(response.headers.get_all("cache-control"))
    left_out = ("age", "set-cookie") if control.keeps_set_cookie_out else ("age",)
    return StoredObject(
        response=replace(response, headers=response.headers.remove(*left_out)),
        stored_at=passage.now,
        fresh_until=passage.now + lifetime.seconds,
        origin_status=passage.state.origin_status,
        origin_age=int(age) if age.isascii() and age.isdigit() else 0,
        etag=passage.etag,
        served_while_revalidating=lifetime.stale_while_revalidate or 0,
        served_if_error=lifetime.stale_if_error,
        only_if_unreachable=not lifetime.storable,
        is_error_page=passage.state.serving_error_page,
        by_cloudfront=passage.state.answered_by_cloudfront,
    )


def _refresh(passage: Passage, answer: Response, stale: StoredObject) -> None:
    """The origin confirmed the stored object: it is served, and counted anew."""
    passage.cache = replace(passage.cache, decision="confirmed")
    passage.response = confirmed(stale.response, answer)
    passage.etag = stale.etag
    passage.x_cache = x_cache.REFRESH_HIT
