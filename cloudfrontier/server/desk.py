"""What people do from the page: look at a request, replay it, copy it as a test, invalidate paths.

No HTTP here: values go in and values come out, and what cannot be done is a `UsageError` with the reason.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.limits import INVALIDATION_PATHS
from cloudfrontier.cloudfront.message import Request
from cloudfrontier.errors import UsageError
from cloudfrontier.server.copied_request import copied_request
from cloudfrontier.server.copied_test import case_text, pytest_text
from cloudfrontier.server.costs import Costs
from cloudfrontier.server.entry_json import entry_json, line_json
from cloudfrontier.server.generation import Generation
from cloudfrontier.simulator.trace import Exchange

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudfrontier.server.copied_request import CopiedRequest
    from cloudfrontier.server.journal import Entry, Journal
    from cloudfrontier.server.live import LiveDistribution
    from cloudfrontier.server.workers import Workers
    from cloudfrontier.simulator.trace import Trace

__all__ = ["Desk"]


@dataclass(frozen=True)
class Begun:
    """A request that came at a Unix time, and goes on in another thread."""

    request: Request
    now: float
    done: asyncio.Future[tuple[Exchange, Generation]]


class Desk:
    """The live distribution and its journal; `tell` prints what happened to a request."""

    def __init__(  # noqa: PLR0913 - what the server is made of, by name
        self,
        live: LiveDistribution,
        journal: Journal,
        *,
        workers: Workers,
        show_secrets: bool,
        tell: Callable[[Entry], None],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.journal = journal
        self.show_secrets = show_secrets
        self._live = live
        self._workers = workers
        self._tell = tell
        self._clock = clock
        self.run = secrets.token_hex(4)
        """Tells this run of the server from another, which counts requests from 1 again."""
        self._costs: tuple[Generation, Costs] | None = None

    def begin(self, request: Request) -> Exchange | Begun:
        """One request through the distribution, written down, if it takes no time; or what to `finish`."""
        now = self._clock()
        # who waits for a thread must not keep a handler's process from those that have one
        done = self._live.begin(request, now=now, may_ask=self._workers.has_room)
        if callable(done):
            return Begun(request, now, self._workers.begin(done))
        self._write_down(done, now)
        return done[0]

    async def finish(self, begun: Begun) -> Exchange:
        """What has begun, written down."""
        done = await begun.done
        self._write_down(done, begun.now)
        return done[0]

    async def answer(self, request: Request, *, replay_of: int | None = None) -> tuple[Exchange, Entry]:
        """One request through the distribution, however long it takes, written down."""
        now = self._clock()
        done = await self._workers.run(lambda: self._live.handle(request, now=now))
        return done[0], self._write_down(done, now, replay_of=replay_of)

    def state(self) -> dict[str, Any]:
        """What is said above the list."""
        live, generation = self._live, self._live.current
        report = generation.report
        return {
            "run": self.run,
            "project": generation.simulator.manifest.project,
            "file": generation.loaded.shown,
            "domain": generation.simulator.distribution.domain_name,
            "build": generation.number,
            "build_seconds": round(report.seconds, 2),
            "error": live.error,
            "warnings": [f"{item.id} {item.where}: {item.message}" for item in report.findings],
            "notes": [*report.notes, *generation.simulator.notes],
            "objects": len(generation.cache),
            "secrets": self.show_secrets,
            "behaviors": [behavior.path_pattern for behavior in generation.simulator.distribution.behaviors],
        }

    def line(self, entry: Entry) -> dict[str, Any]:
        """An entry as the list shows it."""
        return line_json(entry, show_secrets=self.show_secrets)

    async def timeline(self, number: int) -> dict[str, Any]:
        """Everything about an entry.

        Raises:
            UsageError: it is there no more.
        """
        entry, generation = self._entry(number), self._live.current
        if self._costs is None or self._costs[0] is not generation:
            self._costs = generation, Costs(generation)
        costs = self._costs[1]
        # Of an older build the code is gone: its costs would be those of other code.
        is_current = entry.generation == generation.number
        known = await self._workers.run(lambda: costs.of(entry.trace)) if is_current else [None] * 4
        return entry_json(entry, show_secrets=self.show_secrets, costs=known)

    async def replay(self, number: int) -> dict[str, Any]:
        """Send the request of an entry again, with all its secrets, and as it was sent.

        Raises:
            UsageError: it is there no more, or its body was too large to be kept.
        """
        entry = self._entry(number)
        if not entry.replayable:
            raise UsageError(f"request {number}: its body was too large to be kept; send it again yourself")
        _, again = await self.answer(entry.trace.request, replay_of=number)
        return self.line(again)

    async def test(self, number: int, *, as_case: bool) -> dict[str, Any]:
        """The entry as a test for pytest or as a case; `skip` says why it is not run as it stands.

        Raises:
            UsageError: it is there no more, or a test cannot hold it.
        """
        entry = self._entry(number)
        if not entry.replayable:
            raise UsageError(f"request {number}: its body was too large to be kept; write the test yourself")
        copied = await self._workers.run(lambda: self._copied(entry.trace))
        return {"text": case_text(copied) if as_case else pytest_text(copied), "skip": copied.skip}

    def _copied(self, trace: Trace) -> CopiedRequest:
        now = self._clock()
        return copied_request(
            trace,
            domain_name=self._live.current.simulator.distribution.domain_name,
            show_secrets=self.show_secrets,
            try_out=lambda request: self._live.try_out(request, now=now),
        )

    def invalidate(self, paths: object) -> dict[str, Any]:
        """Forget stored objects.

        Raises:
            UsageError: CloudFront would refuse the paths.
        """
        if not isinstance(paths, list) or not all(isinstance(path, str) for path in paths) or not paths:
            raise UsageError("expected a list of paths to invalidate, such as `/docs/*`")
        if len(paths) > INVALIDATION_PATHS.value:
            raise UsageError(f"{len(paths):,} paths; an invalidation has up to {INVALIDATION_PATHS.value:,}")
        count = self._live.invalidate(paths)
        self.journal.announce()
        return {"objects": count}

    def _write_down(
        self, done: tuple[Exchange, Generation], now: float, *, replay_of: int | None = None
    ) -> Entry:
        exchange, generation = done
        entry = self.journal.add(exchange.trace, at=now, generation=generation.number, replay_of=replay_of)
        self._tell(entry)
        return entry

    def _entry(self, number: int) -> Entry:
        entry = self.journal.get(number)
        if entry is None:
            raise UsageError(f"request {number} is not kept any more")
        return entry
