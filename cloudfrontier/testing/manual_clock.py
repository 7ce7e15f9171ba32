"""A clock that moves only when a test moves it: what is cached expires without anybody waiting."""

from __future__ import annotations

__all__ = ["ManualClock"]


class ManualClock:
    """Unix time in seconds; calling it tells the time."""

    def __init__(self, now: float = 1_800_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        """The time that it stands at."""
        return self.now

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds
