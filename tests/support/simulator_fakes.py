"""Fakes of the simulator's ports with behaviour: code in Python, an origin in memory, a seeded engine."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.cache_policy import CachePolicy
from cloudfrontier.cloudfront.distribution import Association, Behavior, Distribution, Origin
from cloudfrontier.cloudfront.message import Headers, Request, Response
from cloudfrontier.cloudfront.outcomes import ORIGIN_UNREACHABLE, Outcome
from cloudfrontier.simulator.engine import Engine
from cloudfrontier.simulator.ports import OriginUnavailableError, RunResult

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import EventType
    from cloudfrontier.simulator.trace import Exchange

NOW = 1_800_000_000.0
PAGE = Response(200, Headers((("Content-Type", "text/html"), ("ETag", '"one"'))), b"<h1>page</h1>")


@dataclass
class PythonCode:
    """Both runtimes at once: functions of Python by name; what one raises is the run's error.

    `seen` has every event as the code was given it, by name; `logs` are written before what it logs itself.
    """

    code: dict[str, Callable[[dict[str, Any]], Any]]
    seen: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    times: list[tuple[float, str | None]] = field(default_factory=list)
    logs: tuple[str, ...] = ()

    def run(self, name: str, event: Any, *, now: float, raw_query: str | None) -> RunResult:
        self.times.append((now, raw_query))
        return self._call(name, event)

    def invoke(self, name: str, event: Any) -> RunResult:
        return self._call(name, event)

    def given(self, name: str) -> dict[str, Any]:
        """The last event that code of that name was given."""
        return next(event for seen, event in reversed(self.seen) if seen == name)

    def _call(self, name: str, event: Any) -> RunResult:
        self.seen.append((name, copy.deepcopy(event)))
        try:
            value = self.code[name](copy.deepcopy(event))
        except Exception as error:  # noqa: BLE001 - whatever the code does is a result
            return RunResult(error=f"{type(error).__name__}: {error}", logs=("before it failed",))
        return RunResult(value, logs=(*self.logs, f"{name} ran"), duration_ms=0.5)


@dataclass
class MemoryOrigin:
    """An origin that knows some paths, answers 404 to others, and confirms what it is asked to confirm."""

    objects: dict[str, Response]
    asked: list[Request] = field(default_factory=list)
    fetched: list[tuple[str, float]] = field(default_factory=list)
    down: str = ""
    unreachable: tuple[str, ...] = ()
    outcome: Outcome = ORIGIN_UNREACHABLE
    waited: float = 0.0

    def fetch(self, request: Request, origin: Origin, *, now: float) -> Response:
        self.asked.append(request)
        self.fetched.append((origin.domain_name, now))
        if self.down or origin.domain_name in self.unreachable:
            reason = self.down or "connection refused"
            raise OriginUnavailableError(reason, outcome=self.outcome, waited=self.waited)
        found = self.objects.get(request.uri)
        if found is None:
            return Response(404, Headers((("Content-Type", "text/plain"),)), b"no such page")
        etag = found.headers.get("etag")
        if etag and request.headers.get("if-none-match") == etag:
            return Response(304, Headers((("ETag", etag), ("Cache-Control", "max-age=60"))))
        return found


CACHED = CachePolicy("test", min_ttl=0, default_ttl=300, max_ttl=86400, gzip=True, brotli=True)
ORIGIN = Origin("site", "custom", "origin.example.org")
ALL_METHODS = ("GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE")


def behavior(*attached: tuple[EventType, str], **settings: Any) -> Behavior:
    """The default behavior with code attached: names that begin with `cff` are CloudFront Functions."""
    associations = tuple(
        Association(event, "function" if name.startswith("cff") else "handler", name)
        for event, name in attached
    )
    return replace(Behavior("*", "site", CACHED, associations=associations), **settings)


def distribution(*behaviors: Behavior, **settings: Any) -> Distribution:
    """A distribution with one origin; the behaviors as given."""
    made = Distribution("EDFDVBD6EXAMPLE", "d111111abcdef8.cloudfront.net", (ORIGIN,), behaviors)
    return replace(made, **settings)


@dataclass
class Edge:
    """An engine with its fakes at hand; `now` moves only when a test moves it."""

    engine: Engine
    code: PythonCode
    origin: MemoryOrigin
    now: float = NOW

    def send(
        self, method: str, path: str, *, headers: dict[str, str] | None = None, **fields: Any
    ) -> Exchange:
        uri, _, query = path.partition("?")
        lines = (("Host", "www.example.com"), *(headers or {}).items())
        request = Request(method, uri, query, Headers(lines), **fields)
        return self.engine.handle(request, now=self.now)

    def get(self, path: str, **fields: Any) -> Exchange:
        return self.send("GET", path, **fields)


def edge(
    *behaviors: Behavior,
    code: dict[str, Callable[[dict[str, Any]], Any]] | None = None,
    objects: dict[str, Response] | None = None,
    settings: dict[str, Any] | None = None,
    **options: Any,
) -> Edge:
    """An engine over fakes; the same requests give the same ids every time."""
    python = PythonCode(code or {})
    origin = MemoryOrigin({"/page": PAGE} if objects is None else objects)
    ticks = iter(range(10_000_000))
    engine = Engine(
        distribution(*(behaviors or (behavior(),)), **(settings or {})),
        functions=python,
        handlers=python,
        origins=origin,
        entropy=random.Random(7).randbytes,
        timer=lambda: next(ticks) / 1000,
        **options,
    )
    return Edge(engine, python, origin)


def cf(event: dict[str, Any]) -> dict[str, Any]:
    """`Records[0].cf` of a Lambda@Edge event."""
    part: dict[str, Any] = event["Records"][0]["cf"]
    return part
