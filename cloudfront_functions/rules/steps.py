"""The steps of one function, and their order: CloudFront runs one function for an event of a behavior.

Whatever order steps are given in, they run in the order of `ORDER`; steps of one kind keep the order that
they were given in. A step that answers (a redirect, an answer) ends the run; one that changes the request or
the response hands it on, changed, to the next.

viewer-request
1. `MethodList`, `IpList`, `Maintenance`: who is let in at all.
2. `CorsPreflight`: a preflight never has credentials, so it is answered before anybody is asked for some.
3. `BasicAuth`, `SignedLinks`: who has shown who they are.
4. `Canonical`: works out the one address of the page. Steps from here on see its path.
5. `Routes`: redirects, rewrites and answers, of which the first that matches acts.
6. `Locale` and `Device`: redirect to the visitor's part of the site.
7. `ToCanonical`: redirects to the canonical address. From here on, visitors see no change.
8. `Experiments`: which variant a visitor is in, by the path that they see.
9. `PathForm`: the path that is fetched, without a base, in lower case, with or without `.html` and slash.
10. `IndexDocument`: a path that ends in `/` gets the name of the document behind it. A path without slash and
   extension is left alone: only the origin knows whether it is a folder.
11. `SinglePage`: what a single-page app draws is fetched as its document.
12. `WithBase`: the base that the origin has in front of its paths.
13. `QueryKeys`: parameters that make no difference go, the others are sorted.
14. `RequestHeaders`: what the origin is told.

viewer-response
1. `CacheControl`: by path and by extension; headers by path may say otherwise.
2. `ResponseHeaders`: the changes of every path that matches, in their order.
3. `CorsHeaders`: the last word on who may read the response.
4. `ExperimentCookies`: what browsers remember of experiments.

`HandWritten` runs at the moment that it asks for (`MOMENTS`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cloudfront_functions.rules.basic_auth import BasicAuth
from cloudfront_functions.rules.cache_control import CacheControl
from cloudfront_functions.rules.canonical import Canonical, ToCanonical
from cloudfront_functions.rules.cors import CorsHeaders, CorsPreflight
from cloudfront_functions.rules.experiments import ExperimentCookies, Experiments
from cloudfront_functions.rules.hand_written import HandWritten, Moment
from cloudfront_functions.rules.ip_list import IpList
from cloudfront_functions.rules.maintenance import Maintenance
from cloudfront_functions.rules.method_list import MethodList
from cloudfront_functions.rules.path_forms import FORMS, PathForm, WithBase
from cloudfront_functions.rules.path_headers import PathHeaders
from cloudfront_functions.rules.query_keys import QueryKeys
from cloudfront_functions.rules.request_headers import RequestHeaders
from cloudfront_functions.rules.route import Route
from cloudfront_functions.rules.signed_links import SignedLinks
from cloudfront_functions.rules.single_page import SinglePage
from cloudfront_functions.rules.visitors import Device, Locale

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["MOMENTS", "ORDER", "IndexDocument", "ResponseHeaders", "Routes", "Step", "event_of", "in_order"]


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


Guard = MethodList | IpList | Maintenance | CorsPreflight | BasicAuth | SignedLinks
Redirecting = Canonical | Routes | Locale | Device | ToCanonical
Rewriting = Experiments | PathForm | IndexDocument | SinglePage | QueryKeys | RequestHeaders
Answering = CacheControl | ResponseHeaders | CorsHeaders | ExperimentCookies
Step = Guard | Redirecting | Rewriting | HandWritten | Answering

ORDER: dict[Literal["viewer-request", "viewer-response"], tuple[type[Step], ...]] = {
    "viewer-request": (
        MethodList,
        IpList,
        Maintenance,
        CorsPreflight,
        BasicAuth,
        SignedLinks,
        Canonical,
        Routes,
        Locale,
        Device,
        ToCanonical,
        Experiments,
        *(form for form in FORMS if form is not WithBase),
        IndexDocument,
        SinglePage,
        WithBase,
        QueryKeys,
        RequestHeaders,
    ),
    "viewer-response": (CacheControl, ResponseHeaders, CorsHeaders, ExperimentCookies),
}
"""Event -> the kinds of its steps, first to last."""

MOMENTS: dict[Literal["viewer-request", "viewer-response"], dict[Moment, type[Step] | None]] = {
    "viewer-request": {
        "first": ORDER["viewer-request"][0],
        "before-redirects": Canonical,
        "after-redirects": FORMS[0],
        "last": None,
    },
    "viewer-response": {"first": ORDER["viewer-response"][0], "last": None},
}
"""Event -> moment -> the kind that hand-written steps come before; None: they come last."""


def in_order(steps: Iterable[Step], event: Literal["viewer-request", "viewer-response"]) -> tuple[Step, ...]:
    """The steps as they run.

    Raises:
        ValueError: a step belongs to the other event.
    """
    listed = tuple(steps)
    for step in listed:
        is_own = isinstance(step, HandWritten) and step.event == event and step.at in MOMENTS[event]
        if type(step) not in ORDER[event] and not is_own:
            raise ValueError(f"{type(step).__name__} is no step of {event}")
    return tuple(sorted(listed, key=lambda step: place(step, event)))


def place(step: Step, event: Literal["viewer-request", "viewer-response"]) -> float:
    """Where a step runs; hand-written ones stand between others."""
    kinds = ORDER[event]
    if not isinstance(step, HandWritten):
        return kinds.index(type(step))
    before = MOMENTS[event][step.at]
    return len(kinds) if before is None else kinds.index(before) - 0.5


def event_of(kind: type[Step]) -> Literal["viewer-request", "viewer-response"]:
    """The event that a kind of step belongs to."""
    return next(event for event, kinds in ORDER.items() if kind in kinds)
