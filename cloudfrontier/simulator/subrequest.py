"""A request that CloudFront makes itself: for a custom error page, or to revalidate what it has just served.

It has a behavior, a cache and an origin like any other; no viewer sees it, so no viewer event runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.simulator import inbound, looking_up, origin_side, storing
from cloudfrontier.simulator.failover import settle_origin_response
from cloudfrontier.simulator.passage import Passage
from cloudfrontier.simulator.stale import stand_in
from cloudfrontier.simulator.trace import CacheStep

if TYPE_CHECKING:
    from cloudfrontier.simulator.parts import Parts

__all__ = ["ask_origin", "fetch_page", "revalidate"]


def fetch_page(parts: Parts, passage: Passage) -> None:
    """From the choice of a behavior to the store."""
    inbound.choose_behavior(parts, passage)
    looking_up.look_up(parts, passage)
    ask_origin(parts, passage)


def revalidate(parts: Parts, passage: Passage) -> Passage:
    """The origin asked for what was served stale; the passage of that request, with nobody behind it."""
    background = Passage(
        sent=passage.sent,
        request=passage.request,
        now=passage.now,
        request_id=passage.request_id,
        hex_id=passage.hex_id,
        behavior=passage.behavior,
        origin=passage.origin,
        group=passage.group,
        stale=passage.stale,
        cache=CacheStep("expired", passage.cache.key),
    )
    ask_origin(parts, background)
    return background


def ask_origin(parts: Parts, passage: Passage) -> None:
    """The origin's side of a miss; an error of it is not kept in the place of what may still be served."""
    origin_side.run_origin_request(parts, passage)
    origin_side.fetch(parts, passage)
    settle_origin_response(parts, passage)
    if passage.origin_step is not None and not passage.edge_error:
        stand_in(parts, passage)
    storing.store(parts, passage)
