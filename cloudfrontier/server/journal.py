"""The last requests, for the page: a ring that is bounded in entries and in bytes, and whoever listens to it.

It belongs to the event loop. Large bodies are cut when they are stored, not when they are shown; what a
listener is too slow for is dropped and counted, for nobody may make the server hold more.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cloudfrontier.simulator.trace import Trace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.server.bounds import Bounds
    from cloudfrontier.simulator.trace import EventStep

__all__ = ["Entry", "Journal", "Listener"]

_ENTRY_BYTES = 4096
"""What an entry takes beside its bodies, events and logs, roughly."""
_LINE_BYTES = 64
"""What a string takes beside its text, roughly."""


@dataclass(frozen=True)
class Entry:
    """One request: `number` counts from 1, `at` is a Unix time, `generation` the number of its build.

    `response_bytes` is what the viewer got, of which the trace may keep less. `replayable`: the request is
    here as it was sent. `replay_of`: the number of the entry that it repeats.
    """

    number: int
    at: float
    trace: Trace
    generation: int
    response_bytes: int
    replayable: bool
    replay_of: int | None = None


class Listener:
    """What somebody has not read yet: entries, or the word that the state of the server has changed."""

    def __init__(self, backlog: int) -> None:
        self._backlog = backlog
        self._waiting: list[Entry | None] = []
        self._news = asyncio.Event()
        self.missed = 0

    def put(self, item: Entry | None) -> None:
        """An entry, or None for another state."""
        if len(self._waiting) >= self._backlog:
            self._waiting.pop(0)
            self.missed += 1
        self._waiting.append(item)
        self._news.set()

    async def take(self) -> list[Entry | None]:
        """Wait for news, and take all there are."""
        await self._news.wait()
        self._news.clear()
        taken, self._waiting = self._waiting, []
        return taken


class Journal:
    """Keeps entries by number, the oldest let go first."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._entries: OrderedDict[int, tuple[Entry, int]] = OrderedDict()
        self._bytes = 0
        self._last = 0
        self._listeners: set[Listener] = set()

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return (entry for entry, _ in self._entries.values())

    def get(self, number: int) -> Entry | None:
        """The entry, if it is still there."""
        found = self._entries.get(number)
        return found[0] if found else None

    def add(self, trace: Trace, *, at: float, generation: int, replay_of: int | None = None) -> Entry:
        """Keep what happened to a request."""
        self._last += 1
        replayable = len(trace.request.body) <= self._bounds.replay_body_bytes
        kept = self._cut(trace, replayable=replayable)
        entry = Entry(
            self._last, at, kept, generation, len(trace.response.body), replayable, replay_of=replay_of
        )
        size = _weight(kept)
        self._entries[entry.number] = entry, size
        self._bytes += size
        while self._bytes > self._bounds.journal_bytes or len(self) > self._bounds.journal_entries:
            _, (_, gone) = self._entries.popitem(last=False)
            self._bytes -= gone
        for listener in self._listeners:
            listener.put(entry)
        return entry

    def listen(self) -> Listener | None:
        """A new listener, to be let go with `leave`; None when there are too many."""
        if len(self._listeners) >= self._bounds.listeners:
            return None
        listener = Listener(self._bounds.listener_backlog)
        self._listeners.add(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        """Nobody listens there any more."""
        self._listeners.discard(listener)

    def announce(self) -> None:
        """Tell all listeners that the state of the server has changed."""
        for listener in self._listeners:
            listener.put(None)

    def _cut(self, trace: Trace, *, replayable: bool) -> Trace:
        most = self._bounds.journal_body_bytes
        if len(trace.response.body) > most:
            trace = replace(trace, response=replace(trace.response, body=trace.response.body[:most]))
        if not replayable:
            trace = replace(trace, request=replace(trace.request, body=b""))
        return trace


def _weight(trace: Trace) -> int:
    steps = sum(_step_weight(step) for step in trace.events if step.ran)
    return _ENTRY_BYTES + len(trace.request.body) + len(trace.response.body) + steps


def _step_weight(step: EventStep) -> int:
    texts = sum(_LINE_BYTES + len(line) for line in step.logs)
    return texts + len(step.why) + _value_weight(step.given) + _value_weight(step.returned)


def _value_weight(value: Any) -> int:
    """Of a JSON value, however deep; strings are what can be large."""
    total, rest = 0, [value]
    while rest:
        item = rest.pop()
        total += len(item) if isinstance(item, str) else 16
        if isinstance(item, Mapping):
            rest += item.values()
            total += sum(len(str(key)) for key in item)
        elif isinstance(item, list | tuple):
            rest += item
    return total
