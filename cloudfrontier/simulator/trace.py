"""What happened to one request, as frozen values: for a page, a terminal, JSON and the assertions of a test.

Values are real here; `cloudfrontier.simulator.trace_json` is what leaves the process, and redacts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from cloudfrontier.cloudfront.events import EventType, Kind
from cloudfrontier.cloudfront.finding import Finding
from cloudfrontier.cloudfront.message import Request, Response
from cloudfrontier.simulator.cache_key import CacheKey
from cloudfrontier.simulator.diff import Change, changes

__all__ = ["CacheStep", "Decision", "EventStep", "Exchange", "OriginStep", "Outcome", "StoreStep", "Trace"]

Outcome = Literal["not run", "request", "response", "error"]
"""request: it goes on; response: one was made or changed; error: CloudFront answered in its place."""

Decision = Literal["hit", "miss", "expired", "confirmed", "stale", "not looked up"]
"""expired: an object was there but too old; confirmed: the origin said that it still holds (304); stale: too
old, and served all the same."""


@dataclass(frozen=True)
class EventStep:
    """One of the four events; times in milliseconds.

    `given` is `request` or `response` of the event as the code saw it, `returned` what it returned, both JSON
    values in the shape of its runtime. `why` says why it did not run, or what went wrong;
    `validation_log` is what CloudFront writes about a return that is not valid, where that is known, into
    `validation_log_group`.
    `log_group` is where the logs are at AWS (`GROUP in REGION`), `report` Lambda's line below them.
    `secrets` are what the code may have read, and are never shown.
    """

    event: EventType
    outcome: Outcome = "not run"
    why: str = ""
    kind: Kind | None = None
    name: str = ""
    given: Mapping[str, Any] | None = field(default=None, repr=False)
    returned: object = field(default=None, repr=False)
    logs: tuple[str, ...] = ()
    validation_log: str = ""
    validation_log_group: str = ""
    log_group: str = ""
    report: str = ""
    findings: tuple[Finding, ...] = ()
    duration_ms: float = 0.0
    init_ms: float | None = None
    secrets: tuple[str, ...] = field(default=(), repr=False)

    @property
    def ran(self) -> bool:
        """Whether code ran at this event, well or not."""
        return self.outcome != "not run"

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What the code changed; all of a response that it generated; nothing when it failed."""
        if self.outcome not in {"request", "response"}:
            return ()
        is_generated = self.outcome == "response" and self.event.endswith("-request")
        return changes(None if is_generated else self.given, self.returned)


@dataclass(frozen=True)
class CacheStep:
    """The look-up; `age` in seconds on a hit, `why` where the cache was not asked."""

    decision: Decision
    key: CacheKey | None = None
    age: int | None = None
    why: str = ""


@dataclass(frozen=True)
class OriginStep:
    """The fetch; `target` is path and query as sent to the origin, `why` says why there is no status.

    `failure`: then the id of the outcome. A time that CloudFront would have waited is in `duration_ms`.
    """

    origin: str
    domain: str
    method: str
    target: str
    status: int | None = None
    why: str = ""
    failure: str = ""
    duration_ms: float = 0.0


@dataclass(frozen=True)
class StoreStep:
    """Whether the response was stored, for how many seconds it is fresh, and by which rule.

    Stored for 0 seconds: kept, and confirmed by the origin at every request.
    """

    stored: bool
    seconds: int
    why: str


@dataclass(frozen=True)
class Trace:
    """One request from end to end; `request` is as the viewer sent it, `response` as it was sent back."""

    request_id: str
    request: Request = field(repr=False)
    behavior: str
    events: tuple[EventStep, EventStep, EventStep, EventStep]
    cache: CacheStep
    response: Response = field(repr=False)
    x_cache: str
    origin: OriginStep | None = None
    store: StoreStep | None = None
    notes: tuple[str, ...] = ()
    duration_ms: float = 0.0
    edge_error: bool = False
    """Whether CloudFront answered with an error page because edge code failed."""

    def event(self, event: EventType) -> EventStep:
        """The step of that event."""
        return next(step for step in self.events if step.event == event)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the return rules found at any event."""
        return tuple(finding for step in self.events for finding in step.findings)


@dataclass(frozen=True)
class Exchange:
    """What the viewer is sent, and how it came about."""

    response: Response
    trace: Trace
