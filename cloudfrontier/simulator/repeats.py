"""The same request again within the same second, for the same object: its walk need not be taken again.

A browser that reloads, and more so a load test, asks for the same few objects over and over. What comes of a
cache hit at which no code runs depends on the request, on the object and on the second, for ages and dates
count seconds. Only its id, and how long it took, are its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.message import Response
from cloudfrontier.simulator.cache import StoredObject
from cloudfrontier.simulator.cache_key import CacheKey
from cloudfrontier.simulator.trace import Exchange

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.message import Request
    from cloudfrontier.simulator.cache import Cache
    from cloudfrontier.simulator.passage import Passage

__all__ = ["Repeats", "again"]

_MOST = 256


@dataclass(frozen=True)
class _Hit:
    key: CacheKey
    stored: StoredObject
    exchange: Exchange


class Repeats:
    """The hits of the current second, by request."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._second = 0
        self._hits: dict[Request, _Hit] = {}

    def find(self, request: Request, *, now: float) -> Exchange | None:
        """What came of the same request in this second, if that is what would come of it now."""
        found = self._hits.get(request) if int(now) == self._second else None
        if found is None or not found.stored.is_fresh(now):
            return None
        return found.exchange if self._cache.get(found.key) is found.stored else None

    def keep(self, passage: Passage, exchange: Exchange) -> None:
        """Remember a hit, if nothing but the time and the id can make another of it."""
        key, behavior = exchange.trace.cache.key, passage.behavior
        if exchange.trace.cache.decision != "hit" or key is None or behavior is None:
            return
        policy = behavior.response_headers_policy
        is_timed = policy is not None and policy.server_timing is not None
        stored = self._cache.get(key)
        if stored is None or stored.by_cloudfront or is_timed or behavior.signers is not None:
            return
        body = exchange.response.body
        if body and body is not stored.response.body:
            # a part is a copy, and of a large object there may be many; or another object is stored by now
            return
        if int(passage.now) != self._second or len(self._hits) >= _MOST:
            self._second = int(passage.now)
            self._hits = {}
        self._hits[passage.sent] = _Hit(key, stored, exchange)


def again(known: Exchange, *, request_id: str, duration_ms: float) -> Exchange:
    """The same for another request."""
    response = known.response
    headers = response.headers.set("X-Amz-Cf-Id", request_id)
    response = Response(response.status, headers, response.body, response.reason)
    trace = replace(known.trace, request_id=request_id, response=response, duration_ms=duration_ms)
    return Exchange(response, trace)
