"""Sample events that a function's own code asks for: what it reads is there, and the paths that it names.

A table of redirects, a comparison with a path or the cookie of an experiment is reached by no event that was
thought of beforehand. So one event has every header, cookie and parameter that the code names; and what looks
like a path among the texts of the code is requested, from the first to the last of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from cloudfrontier.javascript.analysis import analyse
from cloudfrontier.javascript.members import text_value
from cloudfrontier.simulator.sample_runs.events import BROWSER, SampleEvent, request, response

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import EventType
    from cloudfrontier.cloudfront.message import Response
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["MOST_NAMES", "MOST_PATHS", "own_events", "spread"]

MOST_PATHS = 3
MOST_NAMES = 20
"""Most headers, cookies and parameters, each."""

PATH = re.compile(r"/[A-Za-z0-9._~/%-]{1,200}", re.ASCII)
NAME = re.compile(r"[A-Za-z0-9_.-]{1,64}", re.ASCII)
# Members of the objects themselves and of what they hold, and headers that a viewer cannot send.
NOT_NAMES = frozenset(
    {
        "attributes",
        "constructor",
        "cookie",
        "forEach",
        "hasOwnProperty",
        "host",
        "length",
        "multiValue",
        "value",
    }
    | {"connection", "content-length", "keys", "toString", "transfer-encoding", "upgrade", "via"}
)
VALUE = "1"
TYPICAL: dict[str, str] = {
    "authorization": "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJl",
    "cloudfront-forwarded-proto": "https",
    "cloudfront-viewer-address": "198.51.100.11:46532",
    "cloudfront-viewer-city": "Zurich",
    "cloudfront-viewer-country": "CH",
    "cloudfront-viewer-country-name": "Switzerland",
    "cloudfront-viewer-country-region": "ZH",
    "cloudfront-viewer-latitude": "47.36667",
    "cloudfront-viewer-longitude": "8.55000",
    "cloudfront-viewer-time-zone": "Europe/Zurich",
    "origin": "https://www.example.com",
    "x-forwarded-for": "198.51.100.11",
}
"""Headers that functions take apart, or look up in a table, as they come."""


def own_events(source: JsSource, event: EventType) -> tuple[SampleEvent, ...]:
    """The events for a function; the response is that of a page where one is needed."""
    page = response(200, ("Content-Type", "text/html")) if event == "viewer-response" else None
    paths = tuple(
        SampleEvent(f"the path {path!r}", "the code names it", request(path), page)
        for path in spread(own_paths(source), MOST_PATHS)
    )
    names = {group: own_names(source, group) for group in ("headers", "cookies", "querystring")}
    return (*((named_event(names, page),) if any(names.values()) else ()), *paths)


def named_event(names: dict[str, list[str]], page: Response | None) -> SampleEvent:
    """A request in which everything is there that the code names."""
    sent = {name.lower() for name, _ in BROWSER}
    headers = [(name, TYPICAL.get(name, VALUE)) for name in names["headers"] if name not in sent]
    cookies = "; ".join(f"{name}={VALUE}" for name in names["cookies"])
    if cookies:
        headers.append(("Cookie", cookies))
    query = "&".join(f"{quote(name)}={VALUE}" for name in names["querystring"])
    return SampleEvent(
        "a request with all that the code reads",
        "headers, cookies and parameters that the code names may always be there",
        request("/", query, headers=headers),
        page,
    )


def own_names(source: JsSource, group: str) -> list[str]:
    """The names that the code reads of `headers`, `cookies` or `querystring`, in the order of the code."""
    known = analyse(source)
    names = (
        name_of(node, known)
        for node in known.index.of("MemberExpression")
        if group in {node.object.name, node.object.property and node.object.property.name}
    )
    found = dict.fromkeys(name for name in names if NAME.fullmatch(name) and name not in NOT_NAMES)
    return list(found)[:MOST_NAMES]


def name_of(member: Node, known: Analysis) -> str:
    """The name of a member where it is written out, there or in a variable that never holds another."""
    if not member.computed:
        return str(member.property.name)
    return text_value(known.scopes.only_value(member.property) or member.property) or ""


def own_paths(source: JsSource) -> list[str]:
    """Every text of the code that is a path, in the order of the code."""
    texts = (node.value for node in analyse(source).index.of("Literal") if node.regex is None)
    paths = (text for text in texts if isinstance(text, str) and PATH.fullmatch(text) and text.strip("/"))
    return list(dict.fromkeys(paths))


def spread(items: list[str], most: int) -> list[str]:
    """At most so many of them, the first and the last among them."""
    if len(items) <= most:
        return items
    return [items[number * (len(items) - 1) // (most - 1)] for number in range(most)]
