"""The events that CloudFront Functions were given on the way of a request, whole, to be run elsewhere too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from cloudfrontier.simulator.wire.function_event import function_event

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.cloudfront.distribution import Distribution
    from cloudfrontier.simulator.trace import Trace

__all__ = ["events_given"]


def events_given(trace: Trace, distribution: Distribution) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """Names of functions with their events, in the order in which they ran.

    A step keeps the part of the event that its code may change. The rest is made again; in viewer-response
    that is the request as the function of viewer-request left it.
    """
    given: list[tuple[str, Mapping[str, Any]]] = []
    left: object = None
    for step in trace.events:
        if not step.ran or step.kind != "function":
            continue
        event = cast(
            "dict[str, Any]",
            function_event(
                step.event,
                distribution_id=distribution.id,
                domain_name=distribution.domain_name,
                request_id=trace.request_id,
                request=trace.request,
            ),
        )
        if step.event == "viewer-request":
            event["request"] = step.given
            left = step.returned if step.outcome == "request" else None
        else:
            event["response"] = step.given
            event["request"] = left or event["request"]
        given.append((step.name, event))
    return tuple(given)
