"""Which kind of function may be attached to which event, and which may not stand together on one behavior.

1. CloudFront Functions take the two viewer events, Lambda@Edge all four.
2. An event of a behavior has one function at most.
3. On the viewer events of one behavior the two kinds do not mix; CloudFront Functions there and Lambda@Edge
   on the origin events do.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html
(read 2026-04).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cloudfrontier.cloudfront.events import EVENT_TYPES, REQUEST_EVENTS, VIEWER_EVENTS, EventType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.cloudfront.distribution import Association
    from cloudfrontier.cloudfront.events import Kind

__all__ = ["ATTACHABLE", "Conflict", "ConflictId", "conflicts", "may_attach", "may_include_body"]

ConflictId = Literal[
    "event-not-offered", "event-taken-twice", "kinds-mixed-on-viewer-events", "body-not-offered"
]

ATTACHABLE: dict[Kind, frozenset[EventType]] = {
    "function": VIEWER_EVENTS,
    "handler": frozenset(EVENT_TYPES),
}
"""Events that each kind may be attached to."""


@dataclass(frozen=True)
class Conflict:
    """Associations of one behavior that CloudFront refuses, with the events concerned in their order."""

    id: ConflictId
    events: tuple[EventType, ...]
    message: str


def may_attach(kind: Kind, event: EventType) -> bool:
    """Whether that kind of function may be attached to that event."""
    return event in ATTACHABLE[kind]


def may_include_body(kind: Kind, event: EventType) -> bool:
    """Whether IncludeBody may be asked for: by Lambda@Edge, on the request events."""
    return kind == "handler" and event in REQUEST_EVENTS


def conflicts(associations: Iterable[Association]) -> tuple[Conflict, ...]:
    """Everything that CloudFront refuses about the associations of one behavior."""
    listed = tuple(associations)
    return (*_each(listed), *_twice(listed), *_mixed(listed))


def _each(associations: tuple[Association, ...]) -> list[Conflict]:
    found = []
    for item in associations:
        if not may_attach(item.kind, item.event):
            offered = " and ".join(event for event in EVENT_TYPES if may_attach(item.kind, event))
            found.append(
                Conflict(
                    "event-not-offered",
                    (item.event,),
                    f"{item.name} is a CloudFront Function; it runs at {offered}, not at {item.event}",
                )
            )
        if item.include_body and not may_include_body(item.kind, item.event):
            found.append(
                Conflict(
                    "body-not-offered",
                    (item.event,),
                    f"{item.name} asks for the request's body at {item.event}; only Lambda@Edge at "
                    "viewer-request and origin-request is given it",
                )
            )
    return found


def _twice(associations: tuple[Association, ...]) -> list[Conflict]:
    counts = Counter(item.event for item in associations)
    return [
        Conflict(
            "event-taken-twice",
            (event,),
            f"{counts[event]} functions at {event} "
            f"({', '.join(item.name for item in associations if item.event == event)}); "
            "a behavior takes one function an event",
        )
        for event in EVENT_TYPES
        if counts[event] > 1
    ]


def _mixed(associations: tuple[Association, ...]) -> list[Conflict]:
    at_viewer = [item for item in associations if item.event in VIEWER_EVENTS]
    if len({item.kind for item in at_viewer}) < 2:
        return []
    named = {kind: ", ".join(item.name for item in at_viewer if item.kind == kind) for kind in ATTACHABLE}
    return [
        Conflict(
            "kinds-mixed-on-viewer-events",
            tuple(event for event in EVENT_TYPES if any(item.event == event for item in at_viewer)),
            f"CloudFront Functions ({named['function']}) and Lambda@Edge ({named['handler']}) on the viewer "
            "events of one behavior; use one kind for both, or move Lambda@Edge to the origin events",
        )
    ]
