"""The steps of a cache miss: origin-request, the origin itself, and origin-response."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront import x_cache
from cloudfrontier.cloudfront.error_pages import error_response
from cloudfrontier.simulator.event_step import run_event
from cloudfrontier.simulator.forwarding import origin_request, sent_to_origin
from cloudfrontier.simulator.ports import OriginUnavailableError
from cloudfrontier.simulator.reception import conditional, received
from cloudfrontier.simulator.trace import OriginStep

if TYPE_CHECKING:
    from cloudfrontier.simulator.parts import Parts
    from cloudfrontier.simulator.passage import Passage

__all__ = ["fetch", "run_origin_request", "run_origin_response"]


def run_origin_request(parts: Parts, passage: Passage) -> None:
    """What will be sent, and to whom, changed; or the response generated."""
    behavior, origin = passage.behavior, passage.origin
    if passage.response is None and behavior is not None and origin is not None:
        request = origin_request(
            passage.request,
            behavior,
            origin,
            hex_id=passage.hex_id,
            options=parts.options,
        )
        if passage.stale is not None:
            request = conditional(request, passage.stale, behavior)
        passage.to_origin = request
    request = passage.to_origin or passage.request
    ran = run_event(parts, passage, "origin-request", request=request, origin=origin)
    if ran is None:
        return
    if ran.request is not None:
        passage.to_origin, passage.origin = ran.request, ran.origin
    elif ran.response is not None:
        state = replace(passage.state, generated_by="origin-request", generated_status=ran.response.status)
        passage.answer(ran.response, x_cache.LAMBDA_GENERATED, state=state)


def fetch(parts: Parts, passage: Passage) -> None:
    """The origin's answer, or the page that says that there was none."""
    request, origin, behavior = passage.to_origin, passage.origin, passage.behavior
    if passage.response is not None or request is None or origin is None or behavior is None:
        return
    sent = sent_to_origin(request, origin, request_id=passage.request_id)
    step = OriginStep(origin.id, origin.domain_name, sent.method, sent.target)
    started = parts.timer()
    try:
        response = parts.origins.fetch(sent, origin, now=passage.now)
    except OriginUnavailableError as error:
        took = _since(started, parts) + error.waited * 1000
        passage.origin_step = replace(step, why=error.reason, failure=error.outcome.id, duration_ms=took)
        passage.now += took // 1000
        state = replace(passage.state, answered_by_cloudfront=True)
        answer = error_response(error.outcome, passage.request_id)
        passage.answer(answer, error.outcome.x_cache, state=state)
        return
    took = _since(started, parts)
    passage.origin_step = replace(step, status=response.status, duration_ms=took)
    # What is stored now, and dated, is as old as the answer and not as the request: in whole seconds.
    passage.now += took // 1000
    word = x_cache.ERROR if response.status >= 400 else x_cache.MISS
    state = replace(passage.state, origin_status=response.status)
    passage.etag = response.headers.get("etag")
    passage.answer(received(response, behavior), word, state=state)


def run_origin_response(parts: Parts, passage: Passage) -> None:
    """The response changed before it is stored; a changed status is remembered beside the origin's."""
    before = passage.response
    ran = run_event(
        parts,
        passage,
        "origin-response",
        request=passage.to_origin or passage.request,
        origin=passage.origin,
        response=before,
    )
    if ran is None or ran.response is None or before is None:
        return
    passage.response = ran.response
    if ran.response.status != before.status:
        passage.state = replace(passage.state, final_status=ran.response.status)
        passage.x_cache = x_cache.ERROR if ran.response.status >= 400 else x_cache.MISS


def _since(started: float, parts: Parts) -> float:
    return (parts.timer() - started) * 1000
