"""What is attached to which event: names exist, kinds fit the events, CloudFront would take the pair.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html
(read 2026-04).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.events import ORIGIN_EVENTS, REQUEST_EVENTS, VIEWER_EVENTS
from cloudfrontier.project.mistake import Mistake
from cloudfrontier.project.to_distribution import attached

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cloudfrontier.cloudfront.events import EventType
    from cloudfrontier.project.decode import Draft
    from cloudfrontier.project.model import BehaviorTable, FeatureName
    from cloudfrontier.project.positions import KeyPath

__all__ = ["FEATURE_EVENTS", "check_attachments", "note_unattached"]

FEATURE_EVENTS: Mapping[FeatureName, frozenset[EventType]] = {
    "auth": frozenset({"viewer-request", "viewer-response"}),
    "ab_testing": frozenset({"viewer-request", "origin-request", "origin-response", "viewer-response"}),
}
"""The events on which each feature acts; on others it lets everything pass."""


def check_attachments(draft: Draft) -> Iterator[Mistake]:
    """What is wrong with the events of the behaviors, and with names that mean two things."""
    functions, handlers = draft.names("functions"), draft.names("handlers")
    if functions is None or handlers is None:
        return
    for name in handlers:
        if name in functions:
            message = f"`{name}` is the name of a function too; behaviors tell them apart by their names"
            yield Mistake(("handlers", name), message, at_key=True)
    for index, table in draft.behaviors:
        for event, name in attached(table).items():
            yield from _event(("behaviors", index, event), event, name, draft)
        yield from _mixed(("behaviors", index), table, functions, handlers)
    yield from _bodies(draft)


def note_unattached(draft: Draft) -> Iterator[Mistake]:
    """Functions and handlers that no behavior names: they are built, and run nowhere."""
    used = {name for _, table in draft.behaviors for name in attached(table).values()}
    for section in ("functions", "handlers"):
        for name in draft.names(section) or ():
            if name not in used:
                yield Mistake(
                    (section, name), f"no behavior names `{name}`: it is built, and runs nowhere", True
                )


def _event(path: KeyPath, event: EventType, name: str, draft: Draft) -> Iterator[Mistake]:
    functions, handlers = draft.names("functions") or (), draft.names("handlers") or ()
    if name not in functions and name not in handlers:
        known = handlers if event in ORIGIN_EVENTS else (*functions, *handlers)
        yield Mistake(path, f"no function or handler is called `{name}`", name=name, known=known)
    elif name in functions and name not in handlers:
        yield from _function(path, event, name, draft)
    elif handler := draft.project.handlers.get(name):
        features = handler.features
        if features and not any(event in FEATURE_EVENTS[feature] for feature in features):
            listed = " and ".join(f"`{feature}`" for feature in features)
            message = f"`{name}` does nothing on {event}: {listed} acts on {_acts_on(features)}"
            yield Mistake(path, message)


def _function(path: KeyPath, event: EventType, name: str, draft: Draft) -> Iterator[Mistake]:
    if event in ORIGIN_EVENTS:
        message = f"`{name}` is a CloudFront Function, and those run on the viewer events only"
        yield Mistake(path, f"{message}; expected a handler (Lambda@Edge)")
        return
    function = draft.project.functions.get(name)
    if function and function.event != event:
        message = f"`{name}` is written for {function.event}, and this is {event}"
        yield Mistake(path, f"{message}; attach it there, or change its `event`")


def _mixed(
    path: KeyPath, table: BehaviorTable, functions: tuple[str, ...], handlers: tuple[str, ...]
) -> Iterator[Mistake]:
    viewer = {event: name for event, name in attached(table).items() if event in VIEWER_EVENTS}
    kinds = {"function" if name in functions else "handler" for name in viewer.values()}
    known = all((name in functions) != (name in handlers) for name in viewer.values())
    if known and len(kinds) > 1:
        request, response = viewer["viewer-request"], viewer["viewer-response"]
        function, handler = (request, response) if request in functions else (response, request)
        yield Mistake(
            (*path, "viewer-response"),
            f"a CloudFront Function (`{function}`) and Lambda@Edge (`{handler}`) on the viewer events of one"
            " behavior, which CloudFront refuses; expected two of a kind, or one on an origin event",
        )


def _bodies(draft: Draft) -> Iterator[Mistake]:
    """`include_body` of handlers that are given responses only."""
    events: dict[str, set[EventType]] = {}
    for _, table in draft.behaviors:
        for event, name in attached(table).items():
            events.setdefault(name, set()).add(event)
    whole = not any(path[0] == "behaviors" for path in draft.broken)
    for name, handler in draft.project.handlers.items():
        if whole and handler.include_body and name in events and not events[name] & REQUEST_EVENTS:
            message = f"`{name}` is attached to response events only, and those are given no body"
            yield Mistake(("handlers", name, "include_body"), message)


def _acts_on(features: tuple[FeatureName, ...]) -> str:
    events = {event for feature in features for event in FEATURE_EVENTS[feature]}
    return ", ".join(
        event for event in ("viewer-request", "origin-request", "viewer-response") if event in events
    )
