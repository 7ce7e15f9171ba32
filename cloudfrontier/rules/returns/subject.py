"""What a function returned, beside what it was given, read once so that each rule only has to look.

1. What is returned is read as one *part*: a request, a response, or what is neither: nothing, the whole
   event, or a request where only a response is taken.
2. A part is compared with what was given in its place; a response from a request event is *generated*, so it
   is compared with nothing.
3. Headers that are as they were given are CloudFront's own affair: rules look at the changed and the removed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from cloudfrontier.cloudfront.events import REQUEST_EVENTS, EventType, Kind
from cloudfrontier.cloudfront.limits import AWS_LIMITS, Limits

__all__ = ["PARTS", "Part", "ReturnCheck", "Returned", "read_return"]

Part = Literal["request", "response", "nothing", "event", "misplaced"]
"""nothing: no object at all; event: the whole event; misplaced: a request from a response event."""

PARTS: tuple[Part, ...] = get_args(Part)


@dataclass(frozen=True, slots=True)
class ReturnCheck:
    """What to check: what a function of that kind was given for that event, and what it returned.

    `given` is the whole event as the function was passed it, before it could change it; `returned` is JSON as
    Python holds it. `name` is the function's, and becomes the `file` of findings.
    """

    kind: Kind
    event: EventType
    given: Mapping[str, object]
    returned: object
    name: str
    limits: Limits = AWS_LIMITS


class Returned:
    """A `ReturnCheck` taken apart; the parts of `value` are still of any shape."""

    __slots__ = (
        "changed", "check", "generated", "given", "given_headers", "headers", "part", "removed", "value",
    )  # fmt: skip

    def __init__(self, check: ReturnCheck, part: Part, value: dict[str, object]) -> None:
        self.check = check
        self.part = part
        self.value = value
        """What was returned; empty when it is no object."""
        self.generated = part == "response" and check.event in REQUEST_EVENTS
        self.given: Mapping[str, object] = {} if self.generated else _given(check, part)
        """What was given in its place; empty for a generated response."""
        headers, given = value.get("headers"), self.given.get("headers")
        self.headers: dict[str, object] = headers if isinstance(headers, dict) else {}
        self.given_headers: dict[str, object] = given if isinstance(given, dict) else {}
        before = self.given_headers.get
        self.changed = {name: entry for name, entry in self.headers.items() if before(name) != entry}
        """Header fields that were added or are not as they were given."""
        self.removed = self.given_headers.keys() - self.headers.keys()
        """Names of header fields that were given and are gone."""


def read_return(check: ReturnCheck) -> Returned | None:
    """What was returned, taken apart; None when it is what was given, so that nothing can be wrong."""
    value = check.returned
    if not isinstance(value, dict):
        return Returned(check, "nothing", {})
    part = _part(check, value)
    if part in {"request", "response"} and value == _given(check, part):
        return None
    return Returned(check, part, value)


def _part(check: ReturnCheck, value: dict[str, object]) -> Part:
    status = "status" if check.kind == "handler" else "statusCode"
    if status in value:
        return "response"
    is_request = "uri" in value or "method" in value
    if not is_request and not value.keys().isdisjoint(_WRAPPERS):
        return "event"
    if check.event in REQUEST_EVENTS:
        # AWS does not say how it tells the two apart; without a status only these fields speak for a response
        is_response = any(_folded(name) in _RESPONSE_ONLY for name in value)
        return "response" if is_response and not is_request else "request"
    return "misplaced" if is_request else "response"


def _folded(name: str) -> str:
    """A field's name however it is written: `statuscode` and `status_code` were meant to be `statusCode`."""
    return name.replace("_", "").lower()


def _given(check: ReturnCheck, part: str) -> Mapping[str, object]:
    event: object = check.given
    if check.kind == "handler":
        records = check.given.get("Records")
        event = records[0].get("cf") if isinstance(records, list) and records else None
    given = event.get(part) if isinstance(event, dict) else None
    return given if isinstance(given, dict) else {}


_WRAPPERS = frozenset({"Records", "cf", "request", "response", "context", "viewer"})
_RESPONSE_ONLY = frozenset({"status", "statuscode", "statusdescription", "body", "bodyencoding"})
