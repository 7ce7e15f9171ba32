"""Whose turn it is: the processes of one pool that are idle, those at work, and who waits for one of them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudfrontier.simulator.lambda_runtime.process import WorkerProcess

__all__ = ["Places", "PlacesClosedError"]


class PlacesClosedError(Exception):
    """There is no place any more, and there will be none."""


class Places:
    """As many invocations as `most` have a place at a time; `end` ends a process. Safe for threads."""

    def __init__(self, most: int, *, end: Callable[[WorkerProcess], None]) -> None:
        self.interrupted = False
        """Whether those at work were ended."""
        self._closed = False
        self._most = most
        self._end = end
        self._taken = 0
        self._idle: list[WorkerProcess] = []
        self._at_work: set[WorkerProcess] = set()
        self._unattended: set[WorkerProcess] = set()
        self._change = threading.Condition()

    @property
    def is_done(self) -> bool:
        """Whether they are closed, and the last one has left."""
        with self._change:
            return self._closed and not self._taken

    def take(self) -> WorkerProcess | None:
        """Wait for a place; its process, or None if one is to be started.

        Raises:
            PlacesClosedError: they were closed first.
        """
        with self._change:
            self._change.wait_for(lambda: self._closed or self._taken < self._most)
            if self._closed:
                raise PlacesClosedError
            self._taken += 1
            return self._idle_one() if self._idle else None

    def take_idle(self) -> WorkerProcess | None:
        """A place with a process, without waiting; None: there is none."""
        with self._change:
            if self._closed or not self._idle or self._taken >= self._most:
                return None
            self._taken += 1
            return self._idle_one()

    def enter(self, process: WorkerProcess) -> None:
        """A process was started for a place that was taken."""
        with self._change:
            self._at_work.add(process)
            if self.interrupted:
                process.interrupt()

    def swap_out(self, process: WorkerProcess) -> None:
        """The process is dead, and another one will enter in its place."""
        with self._change:
            self._at_work.discard(process)

    def leave(self, process: WorkerProcess | None, *, spent: bool) -> None:
        """Give the place back, with the process if there is one; who is `spent` does not work again."""
        with self._change:
            keep = process is not None and not spent and not self._closed
            if process is not None:
                self._at_work.discard(process)
                if keep:
                    self._idle.append(process)
        if process is not None and not keep:
            self._end(process)
        with self._change:
            self._taken -= 1
            # one place is one waiter's; who closes waits, too, and for all of them
            if self._closed:
                self._change.notify_all()
            else:
                self._change.notify()

    def leave_alone(self, process: WorkerProcess) -> None:
        """It is at work, and nobody waits for it until `attend`."""
        with self._change:
            self._unattended.add(process)

    def attend(self, process: WorkerProcess) -> bool:
        """Whether it may still be waited for."""
        with self._change:
            found = process in self._unattended
            self._unattended.discard(process)
            return found

    def close(self, *, interrupt: bool) -> None:
        """End the processes; those at work are interrupted, or left to finish and ended then."""
        with self._change:
            self._closed, self.interrupted = True, interrupt
            idle, self._idle = self._idle, []
            unattended: set[WorkerProcess] = set()
            if interrupt:
                unattended, self._unattended = self._unattended, set()
            at_work = tuple(self._at_work - unattended)
            self._change.notify_all()
        for process in idle:
            self._end(process)
        for process in unattended:
            self.leave(process, spent=True)
        if interrupt:
            for process in at_work:
                process.interrupt()
            with self._change:
                self._change.wait_for(lambda: not self._taken)

    def _idle_one(self) -> WorkerProcess:
        process = self._idle.pop()
        self._at_work.add(process)
        return process
