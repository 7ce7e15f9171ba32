"""A response and its trace as plain values, in the words that tests and case files expect them in.

- `status`, `body`, `json` (the body decoded), `x_cache`, `behavior`
- `headers`: by name, whatever its case; several lines as one text joined by `, `, or as a list if a list is
  expected
- `cookies`: values that the response sets, by name
- `cache`: `hit`, `miss`, `expired`, `confirmed`, `stale`, `not looked up`
- `origin`: `{origin, domain, method, target, status}`, absent when no origin was asked
- `events`: by name, each its outcome (`not run`, `request`, `response`, `error`), or a table with `outcome`,
  `name`, `why`, `given`, `returned` and `logs`
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cloudfrontier.testing.expectations import ABSENT, Mismatch, differences

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudfrontier.cloudfront.message import Headers
    from cloudfrontier.simulator.trace import EventStep
    from cloudfrontier.testing.edge_response import EdgeResponse

__all__ = ["PARTS", "response_differences"]


def response_differences(response: EdgeResponse, expected: Mapping[str, Any]) -> list[Mismatch]:
    """Where the response is not as expected; the keys of `expected` are among `PARTS`.

    Raises:
        KeyError: they are not.
    """
    found: list[Mismatch] = []
    for name, wanted in expected.items():
        found += differences(wanted, _PARTS[name](response, wanted), (name,))
    return found


def _headers(headers: Headers, wanted: Any) -> Any:
    """The headers that are asked for, under the names that they are asked by."""
    names: Mapping[str, Any] = wanted if isinstance(wanted, Mapping) else dict(headers.items())
    found = {name: headers.get_all(name) for name in names}
    return {
        name: list(values) if isinstance(names[name], list) else ", ".join(values)
        for name, values in found.items()
        if values
    }


def _json(response: EdgeResponse) -> Any:
    try:
        return json.loads(response.body)
    except (ValueError, RecursionError):
        return ABSENT


def _origin(response: EdgeResponse) -> Any:
    step = response.trace.origin
    if step is None:
        return ABSENT
    return {name: getattr(step, name) for name in ("origin", "domain", "method", "target", "status")}


def _events(response: EdgeResponse, wanted: Any) -> Any:
    asked = wanted if isinstance(wanted, Mapping) else {}
    return {
        name: _event(step) if isinstance(asked.get(name), Mapping) else step.outcome
        for name, step in response.events.items()
    }


def _event(step: EventStep) -> dict[str, Any]:
    seen = {name: getattr(step, name) for name in ("outcome", "name", "why", "given", "returned")}
    return {name: value for name, value in seen.items() if value is not None} | {"logs": list(step.logs)}


_PARTS: Mapping[str, Callable[[EdgeResponse, Any], Any]] = {
    "status": lambda response, _: response.status,
    "headers": lambda response, wanted: _headers(response.headers, wanted),
    "cookies": lambda response, _: dict(response.cookies),
    "body": lambda response, _: response.text,
    "json": lambda response, _: _json(response),
    "x_cache": lambda response, _: response.x_cache,
    "behavior": lambda response, _: response.trace.behavior,
    "cache": lambda response, _: response.cache.decision,
    "origin": lambda response, _: _origin(response),
    "events": _events,
}

PARTS = tuple(_PARTS)
"""What may be expected of a response."""
