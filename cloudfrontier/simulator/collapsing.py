"""Request collapsing: of simultaneous requests for one cache key, one asks the origin and the others wait.

1. Who waited takes what was stored meanwhile, which counts as a hit; what was not, each asks for itself.
2. Nobody waits twice, and CloudFront's own requests for error pages never wait: no two wait for each other.
3. Where cookies are forwarded there is no collapsing.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html,
section "Simultaneous requests for the same object" (read 2026-04).
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloudfrontier.simulator.cache_key import CacheKey

__all__ = ["Flights"]


_LONGEST = 120
"""Seconds that somebody waits, as many as an origin may take: one that asks itself comes to an end, too."""


class Flights:
    """The keys for which an origin is being asked; safe to use from threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._landed: dict[CacheKey, threading.Event] = {}

    def leads(self, key: CacheKey) -> bool:
        """Whether the caller is the one who asks; if not, it returns when that one is done, or too slow.

        Who leads must call `land`, however it ends.
        """
        with self._lock:
            other = self._landed.get(key)
            if other is None:
                self._landed[key] = threading.Event()
                return True
        other.wait(_LONGEST)
        return False

    def land(self, key: CacheKey) -> None:
        """The origin has answered, and what may be stored is stored."""
        with self._lock:
            landed = self._landed.pop(key)
        landed.set()
