"""Requests and responses for generated rules: made from their patterns, so that most match or just do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bench.chance import ACCEPTED, COUNTRIES, EVIL, HOSTS, NAMES, VALUES, often, some, text
from cloudfront_functions.rules import Capture, Match, ResponseHeaders, Routes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from cloudfront_functions.rules import Step

__all__ = ["request_event", "response_event"]


def request_event(chance: Random, steps: Sequence[Step]) -> dict[str, Any]:
    """A viewer-request event, most often made for one of the rules."""
    headers = {"host": some(chance, (*HOSTS, "EXAMPLE.com:8443"))}
    if often(chance, 60):
        headers["accept-language"] = some(chance, ACCEPTED)
    if often(chance, 60):
        headers["cloudfront-viewer-country"] = some(chance, COUNTRIES)
    if often(chance, 30):
        headers["x-a"] = some(chance, VALUES)
    return {
        "version": "1.0",
        "context": {"eventType": "viewer-request"},
        "viewer": {"ip": "198.51.100.11"},
        "request": {
            "method": "GET",
            "uri": path(chance, steps),
            "querystring": fields(chance, asked(steps)),
            "headers": {name: {"value": value} for name, value in headers.items()},
            "cookies": fields(chance, ()),
        },
    }


def response_event(chance: Random, steps: Sequence[Step]) -> dict[str, Any]:
    """A viewer-response event."""
    event = request_event(chance, steps)
    event["context"]["eventType"] = "viewer-response"
    headers: dict[str, Any] = {"server": {"value": "s"}}
    if often(chance, 40):
        headers["x-a"] = {"value": "1", "multiValue": [{"value": "1"}, {"value": "2"}]}
    if often(chance, 40):
        headers["cache-control"] = {"value": "no-store"}
    event["response"] = {"statusCode": 200, "statusDescription": "OK", "headers": headers, "cookies": {}}
    return event


def asked(steps: Sequence[Step]) -> tuple[Match, ...]:
    """What rules ask of the query string."""
    rules = (rule for step in steps if isinstance(step, Routes) for rule in step.rules)
    return tuple(match for rule in rules for match in rule.when.query)


def fields(chance: Random, asked_for: Sequence[Match]) -> dict[str, Any]:
    """Parameters or cookies; one that is a number would be listed in another order in some engines."""
    made: dict[str, Any] = {}
    if asked_for and often(chance, 60):
        wanted = some(chance, asked_for)
        made[wanted.name] = {"value": some(chance, VALUES) if wanted.value is None else wanted.value}
    for _ in range(chance.randrange(3)):
        values = [{"value": some(chance, VALUES)} for _ in range(chance.randrange(1, 3))]
        made[some(chance, NAMES)] = {**values[0], "multiValue": values} if len(values) > 1 else values[0]
    return made


def path(chance: Random, steps: Sequence[Step]) -> str:
    """A path that a rule is for, or nearly so, or any path."""
    sources = [
        rule.source for step in steps if isinstance(step, Routes | ResponseHeaders) for rule in step.rules
    ]
    if not sources or often(chance, 12):
        segments = [text(chance) for _ in range(chance.randrange(1, 5))]
        return "/" + "/".join(segments)
    source = some(chance, sources)
    made = "".join(f"/{filled(chance, item)}" for item in source.segments)
    if source.rest:
        made += f"/{source.rest.before}{rest(chance)}{source.rest.after}"
    return changed(chance, made)


def filled(chance: Random, item: str | Capture) -> str:
    """A segment that matches."""
    return item if isinstance(item, str) else f"{item.before}{text(chance) or 'x'}{item.after}"


def rest(chance: Random) -> str:
    """What a splat may meet."""
    kind = chance.randrange(6)
    if kind == 0:
        return ""
    if kind == 1:
        return some(chance, EVIL)
    if kind == 2 and often(chance, 5):
        return "y/" * 4_000
    return "/".join(text(chance) for _ in range(chance.randrange(1, 4)))


def changed(chance: Random, made: str) -> str:
    """The path, or one that differs from it a little."""
    kind = chance.randrange(12)
    changes = {
        0: made + "/",
        1: made.removesuffix("/") or "/",
        2: made.upper(),
        3: made + "x",
        4: made[:-1] or "/",
        5: made.replace("/", "//", 1),
        6: made.replace("e", "%65", 1),
    }
    return changes.get(kind, made)
