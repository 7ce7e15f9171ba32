"""How long a status takes, on a clock that only the test moves: nothing here ever sleeps.

A change starts as InProgress (PROVISIONING of a store) and settles after `Polls(n)` reads of that resource or
after `Seconds(t)` of the clock. To run botocore's waiters without waiting, pass
`WaiterConfig={"Delay": 0}`; with `Seconds`, give the fake a `FakeClock(tick=...)`, which goes on by itself at
every call, or hand `clock.sleep` to the code under test as its `sleep`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

__all__ = ["Delay", "FakeClock", "Polls", "Seconds", "Settling"]

_START = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Polls:
    """Settled at the read after the first `count`."""

    count: int


@dataclass(frozen=True)
class Seconds:
    """Settled when the clock has moved on by `seconds`."""

    seconds: float


Delay = Polls | Seconds


class FakeClock:
    """A clock that stands still, but for `tick` seconds at each call of the fake; UTC."""

    def __init__(self, start: datetime = _START, *, tick: float = 0) -> None:
        self._now = start
        self._tick = timedelta(seconds=tick)

    def __call__(self) -> datetime:
        """The time; the fake reads it once a call."""
        now = self._now
        self._now += self._tick
        return now

    def advance(self, seconds: float) -> None:
        """Move the clock on."""
        self._now += timedelta(seconds=seconds)

    sleep = advance


class Settling:
    """Whether one change has settled; `poll` is a read of its status by a client."""

    def __init__(self, delay: Delay, started: datetime) -> None:
        self._delay = delay
        self._started = started
        self._polls = 0
        self._finished = False

    def poll(self, now: datetime) -> bool:
        """Whether it has settled, as this read sees it."""
        self._polls += 1
        return self.done(now)

    def done(self, now: datetime) -> bool:
        """Whether it has settled; does not count as a read."""
        if isinstance(self._delay, Polls):
            return self._finished or self._polls > self._delay.count
        return self._finished or (now - self._started).total_seconds() >= self._delay.seconds

    def finish(self) -> None:
        """Settle now."""
        self._finished = True
