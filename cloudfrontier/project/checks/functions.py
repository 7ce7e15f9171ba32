"""CloudFront Functions: either a file or rules, and only rules of the event that they are written for."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cloudfrontier.project.checks.text import check_header_names, check_header_values
from cloudfrontier.project.mistake import Mistake, unfit
from cloudfrontier.project.model import FunctionTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cloudfrontier.project.decode import Draft
    from cloudfrontier.project.positions import KeyPath

__all__ = ["RULES", "check_functions"]

EITHER = "either event of a viewer"
"""Of rules that are written at one event and kept at both."""

RULES: Mapping[str, str] = MappingProxyType(
    {
        "redirects": "viewer-request",
        "redirect": "viewer-request",
        "rewrites": "viewer-request",
        "canonical": "viewer-request",
        "single_page": "viewer-request",
        "locale": "viewer-request",
        "device": "viewer-request",
        "experiments": EITHER,
        "query": "viewer-request",
        "request_headers": "viewer-request",
        "headers": "viewer-response",
        "header": "viewer-response",
        "header_files": "viewer-response",
        "methods": "viewer-request",
        "addresses": "viewer-request",
        "maintenance": "viewer-request",
        "basic_auth": "viewer-request",
        "signed_links": "viewer-request",
        "answer": "viewer-request",
        "cors": EITHER,
        "security": "viewer-response",
        "csp": "viewer-response",
        "cache_control": "viewer-response",
        "own": EITHER,
    }
)
"""Key of a function's rules -> the event at which they can do something; a new kind of rules is one more."""


def check_functions(draft: Draft) -> Iterator[Mistake]:
    """What is wrong with each function alone; redirects are judged when they are compiled."""
    for name, table in draft.project.functions.items():
        path = ("functions", name)
        yield from _rules(path, table, has_partner=_has_partner(draft, name))
        yield from check_header_names((*path, "headers", "set"), table.headers.set, at_key=True)
        yield from check_header_values((*path, "headers", "set"), table.headers.set)
        yield from check_header_names((*path, "headers", "remove"), table.headers.remove)
        index = table.rewrites.index
        if index is not None and (not index or set(index) & set("/?#") or not index.isprintable()):
            yield unfit((*path, "rewrites", "index"), index, "the name of a document, such as `index.html`")


def _rules(path: KeyPath, table: FunctionTable, *, has_partner: bool) -> Iterator[Mistake]:
    present = _present(table)
    for key in present:
        if table.source is not None:
            message = f"`{key}` beside `source`; a function is either a file of yours or rules, so drop one"
            yield Mistake((*path, key), message, at_key=True)
        elif RULES[key] not in {table.event, EITHER}:
            message = f"`{key}` belongs to {RULES[key]}, and this function is written for {table.event}"
            yield Mistake((*path, key), message, at_key=True)
    if table.source is None and not present and not has_partner:
        keys = ", ".join(f"`{key}`" for key, event in RULES.items() if event in {table.event, EITHER})
        yield Mistake(
            path, f"a function with nothing in it; expected `source`, or rules: {keys}", at_key=True
        )


def _has_partner(draft: Draft, name: str) -> bool:
    """Whether a behavior runs it beside a function whose `cors` it takes part in."""
    functions = draft.project.functions
    pairs = ((item.viewer_request, item.viewer_response) for item in draft.project.behaviors)
    beside = {other for pair in pairs if name in pair for other in pair if other in functions}
    return any(functions[other].cors is not None for other in beside if other)


def _present(table: FunctionTable) -> tuple[str, ...]:
    """The keys of the rules that are there: what differs from a table that says nothing."""
    nothing = FunctionTable(event=table.event)
    return tuple(key for key in RULES if getattr(table, key) != getattr(nothing, key))
