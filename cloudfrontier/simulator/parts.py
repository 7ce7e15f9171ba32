"""What an engine is made of: the distribution and all that its steps use, the same for every request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from cloudfrontier.cloudfront.distribution import Distribution
from cloudfrontier.cloudfront.lifecycle import LifecycleOptions
from cloudfrontier.simulator.cache import Cache
from cloudfrontier.simulator.collapsing import Flights
from cloudfrontier.simulator.invocation import Invoker
from cloudfrontier.simulator.ports import OriginPort
from cloudfrontier.simulator.viewers import NO_VIEWERS, Viewers

__all__ = ["Parts", "Timer"]

Timer = Callable[[], float]
"""Seconds of a clock that only goes forward, for durations."""


@dataclass(frozen=True)
class Parts:
    """`shows_sent_request`: see `Engine`."""

    distribution: Distribution
    invoker: Invoker
    origins: OriginPort
    cache: Cache
    timer: Timer
    options: LifecycleOptions
    shows_sent_request: bool
    flights: Flights = field(default_factory=Flights)
    viewers: Viewers = NO_VIEWERS
