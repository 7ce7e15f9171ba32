"""The distribution as it is at the moment: the last good build, and what is wrong with a newer one."""

from __future__ import annotations

import threading
import time
from functools import partial
from typing import TYPE_CHECKING

from cloudfrontier.errors import CloudfrontierError, InternalError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cloudfrontier.cloudfront.message import Request
    from cloudfrontier.server.generation import Generation
    from cloudfrontier.simulator.trace import Exchange

__all__ = ["LiveDistribution"]


class LiveDistribution:
    """Safe to use from threads. `make` builds a generation of the number that it is given.

    Raises:
        CloudfrontierError: the first build failed.
    """

    def __init__(self, make: Callable[[int], Generation]) -> None:
        self._make = make
        self._closed = False
        self._lock = threading.Lock()
        self.began = time.time()
        """When the first build began: what was written since may not be in it."""
        self.current = make(1)
        self.error = ""
        """Why the newest state of the files is not what answers; empty when it is."""

    def handle(self, request: Request, *, now: float) -> tuple[Exchange, Generation]:
        """One request through the current generation, and which one that was.

        Raises:
            InternalError: the distribution was closed.
        """
        generation = self._enter()
        try:
            return generation.handle(request, now=now), generation
        finally:
            generation.leave()

    def begin(
        self, request: Request, *, now: float, may_ask: bool
    ) -> tuple[Exchange, Generation] | Callable[[], tuple[Exchange, Generation]]:
        """The same if it takes no time; or what gives it, which must be called once, from any thread.

        `may_ask` as in `Engine.begin`.

        Raises:
            InternalError: the distribution was closed.
        """
        generation = self._enter()
        done: Exchange | Callable[[], Exchange] | None = None
        try:
            done = generation.begin(request, now=now, may_ask=may_ask)
        finally:
            if not callable(done):
                generation.leave()
        return partial(_finish, done, generation) if callable(done) else (done, generation)

    def try_out(self, request: Request, *, now: float) -> Exchange:
        """One request past what is stored.

        Raises:
            InternalError: the distribution was closed.
        """
        generation = self._enter()
        try:
            return generation.try_out(request, now=now)
        finally:
            generation.leave()

    def reload(self) -> bool:
        """Build anew; whether that is what answers from now on. A broken build leaves the old one."""
        number = self.current.number + 1
        try:
            new = self._make(number)
        except CloudfrontierError as error:
            self.error = str(error)
            return False
        with self._lock:
            if self._closed:
                new.close()
                return False
            old, self.current = self.current, new
        self.error = ""
        old.retire()
        return True

    def invalidate(self, paths: Iterable[str]) -> int:
        """Forget stored objects; how many they were.

        Raises:
            UsageError: CloudFront would refuse one of the paths.
        """
        return self.current.cache.invalidate(paths)

    def forget_objects(self) -> None:
        """The site has changed: ask the origins again."""
        self.current.cache.clear()

    def close(self) -> None:
        """End the workers and remove the build; what still runs is ended."""
        with self._lock:
            self._closed = True
        self.current.close()

    def _enter(self) -> Generation:
        # Between reading and entering, the generation may have been replaced.
        while not self._closed:
            generation = self.current
            if generation.enter():
                return generation
        raise InternalError("a request came after the distribution was closed")


def _finish(finish: Callable[[], Exchange], generation: Generation) -> tuple[Exchange, Generation]:
    try:
        return finish(), generation
    finally:
        generation.leave()
