"""One of the four events in the walk: whether it runs, and what the viewer gets when its code fails."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.error_pages import error_response
from cloudfrontier.cloudfront.events import EVENT_TYPES
from cloudfrontier.cloudfront.lifecycle import skipped
from cloudfrontier.simulator.invocation import Occasion
from cloudfrontier.simulator.trace import EventStep

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution import Association, Origin
    from cloudfrontier.cloudfront.events import EventType
    from cloudfrontier.cloudfront.message import Request, Response
    from cloudfrontier.simulator.invocation import Ran
    from cloudfrontier.simulator.parts import Parts
    from cloudfrontier.simulator.passage import Passage

__all__ = ["run_event"]

_NOTHING = {event: EventStep(event, why="nothing is attached") for event in EVENT_TYPES}


def run_event(  # noqa: PLR0913 - the parts of an event, all by name
    parts: Parts,
    passage: Passage,
    event: EventType,
    *,
    request: Request,
    origin: Origin | None = None,
    response: Response | None = None,
) -> Ran | None:
    """What came of the event; None when nothing ran or it failed. The passage has the step either way."""
    association = passage.behavior.association(event) if passage.behavior else None
    if association is None:
        passage.events[event] = _NOTHING[event]
        return None
    skip = skipped(event, passage.state, options=parts.options)
    if skip is not None:
        passage.events[event] = _left_out(event, association, skip.reason)
        return None
    occasion = Occasion(
        event=event,
        request=request,
        request_id=passage.request_id,
        now=passage.now,
        origin=origin,
        response=response,
    )
    ran = parts.invoker.run(association, occasion)
    passage.events[event] = ran.step
    if ran.failure is None:
        return ran
    passage.edge_error = True
    passage.answer(
        error_response(ran.failure, passage.request_id),
        ran.failure.x_cache,
        state=replace(passage.state, answered_by_cloudfront=True),
    )
    return None


@lru_cache(maxsize=256)
def _left_out(event: EventType, association: Association, why: str) -> EventStep:
    """The same few for every request: an origin event of a hit, most of all."""
    return EventStep(event, kind=association.kind, name=association.name, why=why)
