"""Functions that keep visitors out, and where they do so: at a request event, before there is an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cloudfrontier.cloudfront.events import REQUEST_EVENTS

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution_config import AttachedFunction, BehaviorConfig
    from cloudfrontier.cloudfront.events import EventType
    from cloudfrontier.rules.attachment.subject import Attachments, FunctionFacts

__all__ = ["Gate", "auth_at", "gates"]


class Gate(NamedTuple):
    """An association, and what is known of its function."""

    item: AttachedFunction
    facts: FunctionFacts


def gates(attachments: Attachments, behavior: BehaviorConfig) -> list[Gate]:
    """The associations of the behavior that keep visitors out."""
    return [
        Gate(item, facts)
        for item in behavior.associations
        if item.event in REQUEST_EVENTS and (facts := attachments.facts_of(item)) and facts.is_auth
    ]


def auth_at(attachments: Attachments, behavior: BehaviorConfig, event: EventType) -> bool:
    """Whether the behavior keeps visitors out at that event."""
    return any(item.event == event for item, _ in gates(attachments, behavior))
