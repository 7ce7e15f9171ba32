"""Changes of files -> a new build, or an empty cache: one at a time, always for the newest state.

1. What is written while nothing is watched, before the first watch or between two, is found by its time.
2. Folders come and go, as tools that write sites remove them and make them anew: the watch follows.
3. What cannot be watched is said once, and tried again.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
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

_RETRY_SECONDS = 1.0
_STOP_SECONDS = 2.0


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
        self._since = live.began
        self._changed: set[Path] = set()
        self._news = asyncio.Event()
        self._trouble = ""

    async def run(self) -> None:
        """Reload as often as files change."""
        rebuilding = asyncio.ensure_future(self._rebuild())
        try:
            while not self._ending.is_set():
                try:
                    await self._watch_until_moved()
                except OSError as error:
                    self._tell_trouble(error)
                    await asyncio.sleep(_RETRY_SECONDS)
        finally:
            rebuilding.cancel()

    async def _watch_until_moved(self) -> None:
        """Watch what there is now; it ends when other folders are to be watched."""
        look, stop, begun = self._look(), asyncio.Event(), False

        def note(paths: set[Path]) -> None:
            nonlocal begun
            if not begun:
                begun, self._trouble = True, ""
                paths = paths | look.changed_since(self._since)
            if paths:
                self._changed |= paths
                self._news.set()
            # a folder that was removed is watched no more, though there may be another of its name
            if not paths.isdisjoint((*look.below, *look.alone)) or self._look() != look:
                stop.set()

        watching = asyncio.ensure_future(watch(look, note, stop))
        over = asyncio.ensure_future(self._ending.wait())
        await asyncio.wait((watching, over), return_when=asyncio.FIRST_COMPLETED)
        over.cancel()
        stop.set()
        # a thread of the system's may be slow to notice; nobody waits for it longer
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(watching, _STOP_SECONDS)

    def _look(self) -> Watched:
        return watched(self._live.current.loaded, self._configured)

    def _tell_trouble(self, error: OSError) -> None:
        """Once, however often it is tried again."""
        what = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        if what != self._trouble:
            self._tell(f"edits are not seen at the moment: {what}")
        self._trouble = what

    async def _rebuild(self) -> None:
        while not self._ending.is_set():
            await self._news.wait()
            self._news.clear()
            paths, self._changed = self._changed, set()
            self._since = time.time()
            try:
                self._tell(await self._reloaded(paths))
            except OSError as error:
                # a file that went away while it was read; whatever took it away is seen as a change
                self._tell_trouble(error)
            except Exception as error:  # noqa: BLE001 - a fault of ours is told, and the next edit is built
                self._tell(f"nothing was built: a fault of cloudfrontier: {type(error).__name__}: {error}")
            self._journal.announce()

    async def _reloaded(self, paths: set[Path]) -> str:
        """Do what the changes ask for, and say what it was."""
        if self._look().is_site_only(paths):
            self._live.forget_objects()
            return "the site has changed: the cache is empty"
        if await self._workers.run(self._live.reload):
            report = self._live.current.report
            return f"build {self._live.current.number}, in {report.seconds:.1f} s"
        return f"the last good build ({self._live.current.number}) goes on:\n{self._live.error}"
