"""The steps on the way back: viewer-response, the response headers policy, and what CloudFront adds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.simulator.delivery import delivered
from cloudfrontier.simulator.event_step import run_event
from cloudfrontier.simulator.ranges import part_of
from cloudfrontier.simulator.response_policy import apply_response_headers_policy
from cloudfrontier.simulator.server_timing import add_server_timing
from cloudfrontier.simulator.viewer_conditions import holds, not_modified

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.message import Response
    from cloudfrontier.simulator.parts import Parts
    from cloudfrontier.simulator.passage import Passage

__all__ = ["apply_policy", "run_viewer_response", "send"]


def run_viewer_response(parts: Parts, passage: Passage) -> None:
    """The response changed for this viewer only."""
    request = passage.sent if parts.shows_sent_request else passage.request
    ran = run_event(parts, passage, "viewer-response", request=request, response=passage.response)
    if ran is not None and ran.response is not None:
        passage.response = ran.response


def apply_policy(parts: Parts, passage: Passage) -> None:  # noqa: ARG001 - every step has this signature
    """The response headers policy, on answers of CloudFront's own too."""
    policy = passage.behavior.response_headers_policy if passage.behavior else None
    if policy is not None and passage.response is not None:
        headers = apply_response_headers_policy(passage.response.headers, policy, request=passage.sent)
        if policy.server_timing is not None:
            headers = add_server_timing(headers, passage, rate=policy.server_timing)
        passage.response = replace(passage.response, headers=headers)


def send(parts: Parts, passage: Passage) -> None:  # noqa: ARG001 - as above
    """A part of it or a 304 if that is what the viewer asks for; `Via`, `X-Cache` and what else all have."""
    if passage.response is not None:
        passage.response = _as_asked(passage.response, passage)
        passage.response = delivered(
            passage.response,
            request=passage.sent,
            x_cache=passage.x_cache,
            request_id=passage.request_id,
            hex_id=passage.hex_id,
            now=passage.now,
        )


def _as_asked(response: Response, passage: Passage) -> Response:
    """What edge code generated for this viewer is sent as it is."""
    if passage.edge_error or passage.state.generated_by == "viewer-request":
        return response
    if holds(passage.sent, response):
        return not_modified(response)
    return part_of(response, passage.sent, length_known="content-length" in response.headers)
