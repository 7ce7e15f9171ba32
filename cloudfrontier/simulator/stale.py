"""An expired object as the answer: while the origin is asked behind it, or because the origin failed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront import x_cache

if TYPE_CHECKING:
    from cloudfrontier.simulator.cache import StoredObject
    from cloudfrontier.simulator.passage import Passage

__all__ = ["serve_stale"]


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
