"""Threads for what blocks: edge code and origins. Daemons, so that none keeps the server from ending.

`concurrent.futures` waits for its threads when Python exits, however long a handler or an origin takes; and
its way back to the event loop costs more than a cache hit.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

__all__ = ["Workers"]

Made = TypeVar("Made")
Work = tuple[Callable[[], Any], "asyncio.Future[Any]", asyncio.AbstractEventLoop]


class Workers:
    """Up to `most` threads, started when all others are busy; calls are begun in one event loop."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._threads = 0
        self._owed = 0
        """Calls that were begun and have not ended."""
        self._lock = threading.Lock()
        self._queue: SimpleQueue[Work] = SimpleQueue()

    def begin(self, call: Callable[[], Made]) -> asyncio.Future[Made]:
        """What the call returns, or raises, in one of the threads, even if nobody waits for it."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Made] = loop.create_future()
        with self._lock:
            self._owed += 1
        self._queue.put((call, future, loop))
        self._grow()
        return future

    @property
    def has_room(self) -> bool:
        """Whether a call that is begun now waits for no other one."""
        with self._lock:
            return self._owed < self._most

    async def run(self, call: Callable[[], Made]) -> Made:
        """The same, waited for."""
        return await self.begin(call)

    def _grow(self) -> None:
        with self._lock:
            if self._threads >= min(self._owed, self._most):
                return
            self._threads += 1
        threading.Thread(target=self._work, name="cloudfrontier-worker", daemon=True).start()

    def _work(self) -> None:
        while True:
            call, future, loop = self._queue.get()
            try:
                done: tuple[Callable[[Any], None], Any] = (future.set_result, call())
            except BaseException as error:  # noqa: BLE001 - it is raised where the call is awaited
                done = (future.set_exception, error)
            with self._lock:
                self._owed -= 1
            # The loop is closed when the server has ended meanwhile.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(_settle, future, *done)
            del call, future, done


def _settle(future: asyncio.Future[Any], settle: Callable[[Any], None], value: object) -> None:
    """Nobody waits any more for a future that was cancelled."""
    if not future.done():
        settle(value)
