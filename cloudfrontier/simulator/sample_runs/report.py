"""What came of running a function on its sample events, as values."""

from __future__ import annotations

from dataclasses import dataclass

from cloudfrontier.cloudfront.events import EventType
from cloudfrontier.cloudfront.finding import Finding
from cloudfrontier.javascript.cost import Work
from cloudfrontier.rules.javascript.dynamic import RunEnd

__all__ = ["SampleReport", "SampleRun"]


@dataclass(frozen=True)
class SampleRun:
    """One run. `event`: the name of the sample event; `ordinary`: whether viewers send the like every day.

    end: how it ended; message: why, where nothing was returned. work: None where nothing was counted.
    memory_bytes: what the engine held at the end. findings: of the return rules, at the `return`.
    """

    event: str
    ordinary: bool
    end: RunEnd
    message: str = ""
    place: tuple[int, int] = (0, 0)
    work: Work | None = None
    memory_bytes: int = 0
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class SampleReport:
    """All runs of a function; `findings` are sorted, each there once, whatever the number of events."""

    event: EventType
    runs: tuple[SampleRun, ...]
    findings: tuple[Finding, ...]

    @property
    def worst(self) -> SampleRun | None:
        """The run that did most work; None where nothing could be counted."""
        counted = [run for run in self.runs if run.work is not None]
        return max(counted, key=lambda run: run.work.units if run.work else 0, default=None)
