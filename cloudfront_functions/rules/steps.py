"""The steps of one function, and their order: CloudFront runs one function for an event of a behavior.

Whatever order steps are given in, they run in the order of `ORDER`; steps of one kind keep the order that
they were given in. A step that answers (a redirect, an answer) ends the run; one that changes the request or
the response hands it on, changed, to the next.

viewer-request
1. `Routes`: redirects, rewrites and answers, of which the first that matches acts.
2. `IndexDocument`: a path that ends in `/` gets the name of the document behind it. A path without slash and
   extension is left alone: only the origin knows whether it is a folder.

viewer-response
1. `ResponseHeaders`: the changes of every path that matches, in their order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cloudfront_functions.rules.path_headers import PathHeaders
from cloudfront_functions.rules.route import Route

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ORDER", "IndexDocument", "ResponseHeaders", "Routes", "Step", "event_of", "in_order"]


@dataclass(frozen=True)
class Routes:
    """A list of rules, of which the first that matches acts."""

    rules: tuple[Route, ...]


@dataclass(frozen=True)
class IndexDocument:
    """The document that stands for a folder: `index.html`."""

    name: str


@dataclass(frozen=True)
class ResponseHeaders:
    """Headers of responses, by path."""

    rules: tuple[PathHeaders, ...]


Step = Routes | IndexDocument | ResponseHeaders

ORDER: dict[Literal["viewer-request", "viewer-response"], tuple[type[Step], ...]] = {
    "viewer-request": (Routes, IndexDocument),
    "viewer-response": (ResponseHeaders,),
}
"""Event -> the kinds of its steps, first to last."""


def in_order(steps: Iterable[Step], event: Literal["viewer-request", "viewer-response"]) -> tuple[Step, ...]:
    """The steps as they run.

    Raises:
        ValueError: a step belongs to the other event.
    """
    kinds = ORDER[event]
    listed = tuple(steps)
    for step in listed:
        if type(step) not in kinds:
            raise ValueError(f"{type(step).__name__} is no step of {event}")
    return tuple(sorted(listed, key=lambda step: kinds.index(type(step))))


def event_of(kind: type[Step]) -> Literal["viewer-request", "viewer-response"]:
    """The event that a kind of step belongs to."""
    return next(event for event, kinds in ORDER.items() if kind in kinds)
