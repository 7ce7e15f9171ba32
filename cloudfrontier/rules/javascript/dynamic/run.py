"""What is known of one run on a sample event, as rules get it: how it ended, and what it used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cloudfrontier.javascript.cost import DEFAULT_BUDGET, Budget

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["FunctionRun", "FunctionRuns", "RunEnd", "named"]

RunEnd = Literal["returned", "failed", "unsettled", "memory", "stopped", "hung", "missing"]
"""returned: something came back, right or wrong; failed: it threw; unsettled: its promise never came to an
end; memory: it wanted more than there is; stopped: the meter ended it; hung: a builtin did not come back;
missing: it uses what CloudFront has and the simulator has not.
"""

NAMED = 2
"""Most events that a message names."""


@dataclass(frozen=True)
class FunctionRun:
    """A run on a sample event.

    event: the event's name, in a sentence "on ...". ordinary: whether viewers send the like of it every day.
    message: why it did not return; place: where that was, as far as it is known. memory_bytes: what the
    engine held at the end; allocated_bytes and utilization are estimates. counted: whether the work was.
    """

    event: str
    ordinary: bool = True
    end: RunEnd = "returned"
    message: str = ""
    place: tuple[int, int] = (0, 0)
    memory_bytes: int = 0
    allocated_bytes: int = 0
    utilization: float = 0.0
    counted: bool = True


@dataclass(frozen=True)
class FunctionRuns:
    """All runs of one function; `handler` is where it stands in the file, line and column."""

    file: str
    runs: tuple[FunctionRun, ...]
    handler: tuple[int, int] = (0, 0)
    budget: Budget = DEFAULT_BUDGET

    def that(self, *ends: RunEnd) -> tuple[FunctionRun, ...]:
        """The runs that ended so."""
        return tuple(run for run in self.runs if run.end in ends)


def named(events: Sequence[str]) -> str:
    """The events of a finding in words: the first ones by name, the others by their number."""
    shown = " and on ".join(events[:NAMED])
    more = len(events) - NAMED
    return f"{shown} and on {more} more" if more > 0 else shown
