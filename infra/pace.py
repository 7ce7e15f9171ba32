"""Waiting and trying again: every second that a deployment spends idle is spent here, on a clock it is given.

1. Whoever reads and then writes may lose a race; the step is taken again from its reading, a bounded number
   of times, after a random time (full jitter), so that two who met do not meet again.
2. Whoever waits for AWS is told to go on waiting or that time is up; time-outs are errors of their own, and
   leave everything so that the same command goes on.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from cloudfrontier.errors import TimedOutError
from infra.aws import ServiceError

__all__ = ["DEPLOY_SECONDS", "Pace"]

T = TypeVar("T")

DEPLOY_SECONDS = 35 * 60
"""How long botocore's waiter `distribution_deployed` waits: 35 times a minute (botocore 1.44.5)."""

_TRIES = 8
_FIRST, _LONGEST = 0.5, 16.0
"""Seconds; the bound of the random pause doubles with each try: 24 s in all on average, as new roles need."""


def _silent(_: str, _seconds: float) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True)
class Pace:
    """`sleep`, `clock` (monotonic) and `random` (0 to 1) are arguments; times in seconds."""

    sleep: Callable[[float], object] = time.sleep
    clock: Callable[[], float] = time.monotonic
    random: Callable[[], float] = random.random
    on_wait: Callable[[str, float], object] = _silent
    """Is told what is waited for, and for how long already."""
    deploy_seconds: float = DEPLOY_SECONDS

    def converge(self, step: Callable[[], T], *, moved: Callable[[ServiceError], bool]) -> T:
        """What the step returns; it is taken again from its start where `moved` says that a race was lost.

        Raises:
            ServiceError: another error, or too many races.
        """
        for attempt in range(_TRIES - 1):
            try:
                return step()
            except ServiceError as error:
                if not moved(error):
                    raise
            self.sleep(self.random() * min(_LONGEST, _FIRST * 2**attempt))
        return step()

    def wait_for(self, ready: Callable[[], T | None], *, what: str, seconds: float, every: float) -> T:
        """What `ready` returns once that is not None; it is asked at once, then every so many seconds.

        Raises:
            TimedOutError: it was None all the time; `what` says what was waited for.
        """
        start = self.clock()
        while (result := ready()) is None:
            waited = self.clock() - start
            if waited >= seconds:
                raise TimedOutError(
                    f"waited {waited:.0f} s for {what}; AWS goes on with it: run the same command again"
                    " to go on waiting"
                )
            self.on_wait(what, waited)
            self.sleep(every)
        return result
