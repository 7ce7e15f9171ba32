"""An expired object as the answer: while the origin is asked behind it, or because the origin failed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront import x_cache
from cloudfrontier.simulator.storing import error_caching

if TYPE_CHECKING:
    from cloudfrontier.simulator.cache import StoredObject
    from cloudfrontier.simulator.parts import Parts
    from cloudfrontier.simulator.passage import Passage

__all__ = ["serve_stale", "stand_in"]


def serve_stale(passage: Passage, stale: StoredObject, why: str) -> None:
    """The expired object as the response."""
    passage.cache = replace(passage.cache, decision="stale", age=stale.age(passage.now), why=why)
    headers = stale.response.headers.set("Age", str(stale.age(passage.now)))
    state = replace(
        passage.state,
        answered_by_cloudfront=False,
        cache="expired",
        origin_status=stale.origin_status,
        final_status=stale.response.status,
    )
    passage.answer(replace(stale.response, headers=headers), x_cache.HIT, state=state)


def stand_in(parts: Parts, passage: Passage) -> bool:
    """Serve the expired object if the origin failed and it may stand in; whether it did."""
    stale, key, origin, answer = passage.stale, passage.cache.key, passage.origin, passage.response
    if stale is None or key is None or origin is None or answer is None or answer.status < 500:
        return False
    unreachable = passage.origin_step is not None and passage.origin_step.status is None
    if not stale.may_stand_in(passage.now, unreachable=unreachable):
        return False
    if not stale.only_if_unreachable:
        wait = error_caching(parts, answer.status, origin).floor
        parts.cache.put(key, replace(stale, stands_in_until=passage.now + wait))
    serve_stale(passage, stale, f"the origin failed ({answer.status}); the expired object stands in")
    return True
