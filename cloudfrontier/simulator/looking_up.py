"""The look-up: a fresh object answers, an expired one waits for the origin, and one request asks for many."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront import x_cache
from cloudfrontier.simulator.cache_key import CacheKey, cache_key
from cloudfrontier.simulator.forwarding import cookies_reach_origin
from cloudfrontier.simulator.stale import serve_stale
from cloudfrontier.simulator.trace import CacheStep

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution import Behavior
    from cloudfrontier.simulator.cache import StoredObject
    from cloudfrontier.simulator.parts import Parts
    from cloudfrontier.simulator.passage import Passage

__all__ = ["look_up"]


def look_up(parts: Parts, passage: Passage) -> None:
    """A fresh object answers the request; one that has expired waits for what the origin says."""
    behavior = passage.behavior
    if behavior is None or passage.response is not None:
        if passage.state.generated_by == "viewer-request":
            passage.cache = CacheStep("not looked up", why="viewer-request generated the response")
        return
    why = _why_not_cached(passage.request.method, behavior)
    if why:
        passage.cache = CacheStep("not looked up", why=why)
        return
    key, stored = _find(parts, passage, behavior)
    if not _is_at_hand(stored, passage.now) and _collapses(passage, behavior):
        if parts.flights.leads(key):
            passage.leads = key
        else:
            passage.notes.append("waited for another request for the same object")
        # Somebody may have stored it since it was looked for.
        key, stored = _find(parts, passage, behavior)
    if stored is None:
        passage.cache = CacheStep("miss", key)
    elif stored.is_fresh(passage.now):
        passage.cache = CacheStep("hit", key, age=stored.age(passage.now))
        _serve(stored, passage)
    else:
        passage.cache = CacheStep("expired", key)
        passage.stale = stored
        passage.state = replace(passage.state, cache="expired")
        if stored.may_be_served_while_revalidating(passage.now):
            passage.revalidates = True
            serve_stale(
                passage, stored, "stale-while-revalidate: the origin is asked behind the viewer's back"
            )


def _is_at_hand(stored: StoredObject | None, now: float) -> bool:
    return stored is not None and (stored.is_fresh(now) or stored.may_be_served_while_revalidating(now))


def _collapses(passage: Passage, behavior: Behavior) -> bool:
    return not passage.state.fetching_error_page and not cookies_reach_origin(behavior)


def _why_not_cached(method: str, behavior: Behavior) -> str:
    if method not in behavior.cached_methods:
        return f"{method} is not cached"
    if behavior.cache_policy.max_ttl == 0:
        return f"the cache policy {behavior.cache_policy.name} turns caching off"
    return ""


def _find(parts: Parts, passage: Passage, behavior: Behavior) -> tuple[CacheKey, StoredObject | None]:
    """A HEAD is served from what was stored for GET, or else from what an earlier HEAD stored."""
    method = passage.request.method
    domain = parts.distribution.domain_name
    key = cache_key(passage.request, behavior.cache_policy, domain=domain, method=method)
    if method == "HEAD":
        stored = parts.cache.get(replace(key, method="GET"))
        if stored is not None and stored.is_fresh(passage.now):
            return replace(key, method="GET"), stored
    return key, parts.cache.get(key)


def _serve(stored: StoredObject, passage: Passage) -> None:
    response = stored.response
    was_generated = stored.origin_status is None and not stored.by_cloudfront
    state = replace(
        passage.state,
        cache="hit",
        answered_by_cloudfront=stored.by_cloudfront,
        serving_error_page=stored.is_error_page,
        origin_status=stored.origin_status,
        final_status=None if response.status == stored.origin_status else response.status,
        generated_by="origin-request" if was_generated else None,
        generated_status=response.status if was_generated else None,
    )
    headers = response.headers.set("Age", str(stored.age(passage.now)))
    word = x_cache.ERROR if response.status >= 400 else x_cache.HIT
    passage.answer(replace(response, headers=headers), word, state=state)
