"""Origin groups: the second origin is asked when the first one fails, and the origin events run again.

1. What counts is the status that the first origin itself answered; a connection that fails counts as 503 and
   a timeout as 504, where the group lists them.
2. Only GET, HEAD and, where it is cached, OPTIONS fail over. Every request tries the first origin first.
3. Where origin-request chose another origin, that one is asked, and the group is left (UNCERTAIN).

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html
(read 2026-04).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.caching import FAILOVER_METHODS
from cloudfrontier.cloudfront.outcomes import ORIGIN_TIMEOUT
from cloudfrontier.simulator.origin_choice import spoken_to
from cloudfrontier.simulator.origin_side import fetch, run_origin_request, run_origin_response

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution import OriginGroup
    from cloudfrontier.simulator.parts import Parts
    from cloudfrontier.simulator.passage import Passage

__all__ = ["settle_origin_response"]


def settle_origin_response(parts: Parts, passage: Passage) -> None:
    """origin-response, and where the first origin of a group failed, the whole of it with the second."""
    run_origin_response(parts, passage)
    group = passage.group
    if group is not None and _fails_over(passage, group):
        _turn_to_second(parts, passage, group)


def _fails_over(passage: Passage, group: OriginGroup) -> bool:
    step, origin = passage.origin_step, passage.origin
    if step is None or origin is None or origin.id != group.primary or passage.edge_error:
        return False
    return passage.request.method in _methods(passage) and _status(passage) in group.statuses


def _methods(passage: Passage) -> frozenset[str]:
    cached = passage.behavior.cached_methods if passage.behavior else ()
    return FAILOVER_METHODS if "OPTIONS" in cached else FAILOVER_METHODS - {"OPTIONS"}


def _status(passage: Passage) -> int:
    """What the first origin answered, or what its silence counts as."""
    if passage.origin_step is not None and passage.origin_step.status is not None:
        return passage.origin_step.status
    step = passage.origin_step
    return 504 if step is not None and step.failure == ORIGIN_TIMEOUT.id else 503


def _turn_to_second(parts: Parts, passage: Passage, group: OriginGroup) -> None:
    failed = f"{group.primary} failed ({_status(passage)})"
    passage.notes.append(f"{failed}; {group.secondary} of the origin group {group.id} is asked")
    passage.origin = passage.second or spoken_to(parts.distribution.origin(group.secondary), passage.sent)
    passage.response = None
    passage.state = replace(
        passage.state, answered_by_cloudfront=False, origin_status=None, final_status=None
    )
    run_origin_request(parts, passage)
    fetch(parts, passage)
    run_origin_response(parts, passage)
