"""Changes of files -> a new build, or an empty cache: one at a time, always for the newest state."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from cloudfrontier.server.watching import Watched, watch, watched

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cloudfrontier.server.journal import Journal
    from cloudfrontier.server.live import LiveDistribution
    from cloudfrontier.server.workers import Workers
    from cloudfrontier.simulator.configured import Configured

__all__ = ["Reloading"]


class Reloading:
    """Watches until `ending` is set; `tell` takes what happened, for people."""

    def __init__(  # noqa: PLR0913 - what a reload touches, by name
        self,
        live: LiveDistribution,
        journal: Journal,
        *,
        workers: Workers,
        configured: Configured | None,
        tell: Callable[[str], None],
        ending: asyncio.Event,
    ) -> None:
        self._live = live
        self._journal = journal
        self._workers = workers
        self._configured = configured
        self._tell = tell
        self._ending = ending
        self._changed: set[Path] = set()
        self._news = asyncio.Event()

    async def run(self) -> None:
        """Reload as often as files change."""
        rebuilding = asyncio.ensure_future(self._rebuild())
        try:
            while not self._ending.is_set():
                await self._watch_until_moved()
        finally:
            rebuilding.cancel()

    async def _watch_until_moved(self) -> None:
        """Watch the places of the current build; it ends when a new build has others."""
        look = self._look()
        stop = asyncio.Event()
        watching = asyncio.ensure_future(watch(look, self._note, stop))
        try:
            while not (self._ending.is_set() or watching.done()):
                await asyncio.wait((watching,), timeout=0.2)
                if self._look() != look:
                    return
        finally:
            stop.set()
            await asyncio.wait((watching,), timeout=2.0)
            watching.cancel()

    def _look(self) -> Watched:
        return watched(self._live.current.loaded, self._configured)

    def _note(self, paths: set[Path]) -> None:
        self._changed |= paths
        self._news.set()

    async def _rebuild(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            paths, self._changed = self._changed, set()
            if self._look().is_site_only(paths):
                self._live.forget_objects()
                self._tell("the site has changed: the cache is empty")
            elif self._ending.is_set():
                return
            elif await self._workers.run(self._live.reload):
                report = self._live.current.report
                self._tell(f"build {self._live.current.number}, in {report.seconds:.1f} s")
            else:
                number = self._live.current.number
                self._tell(f"the last good build ({number}) goes on:\n{self._live.error}")
            self._journal.announce()
