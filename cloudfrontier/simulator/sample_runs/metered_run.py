"""Runs a function with a meter in it, for the work that it does: what it returns is judged elsewhere.

1. The meter ends a run by the work that it has done, so that what does not end by itself ends at the same
   place on every machine. The time limit is for what no meter sees: builtins that never come back.
2. The meter takes memory of its own: whether a function has enough is not decided here.
3. To make a context takes longer than most runs, so runs share one where the code cannot tell. A run that
   did not end well, or left promises behind, is the last of its context.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.limits import FUNCTION_MEMORY
from cloudfrontier.javascript.cost import STOPPED, Work, meter
from cloudfrontier.javascript.engine import EngineError
from cloudfrontier.simulator.functions_runtime.contexts import OpenContext, open_context
from cloudfrontier.simulator.functions_runtime.given import Given
from cloudfrontier.simulator.functions_runtime.invocation import Invocation, RunLimits
from cloudfrontier.simulator.functions_runtime.key_values import UNKNOWN
from cloudfrontier.simulator.functions_runtime.needs import needs
from cloudfrontier.simulator.functions_runtime.outcome import Json
from cloudfrontier.simulator.functions_runtime.prepare import PreparedFunction
from cloudfrontier.simulator.functions_runtime.surroundings import Surroundings

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import EventType
    from cloudfrontier.javascript.cost import Budget
    from cloudfrontier.javascript.cost.counters import Counter
    from cloudfrontier.javascript.engine import Context
    from cloudfrontier.javascript.parse import JsSource
    from cloudfrontier.simulator.functions_runtime.outcome import FunctionOutcome
    from cloudfrontier.simulator.sample_runs.events import SampleEvent

__all__ = ["CPU_MS", "NOW", "SEED", "SURROUNDINGS", "MeteredFunction", "MeteredRun"]

NOW = 1_736_942_400
"""Unix time of every sample run: Wed, 15 Jan 2025 12:00:00 GMT."""

SEED = 42
SURROUNDINGS = Surroundings(store=UNKNOWN)
"""The store that a function has at AWS may hold anything."""

CPU_MS = 500.0
"""What a builtin may take that no meter sees: hundreds of times what CloudFront allows, on a slow machine."""
METER_BYTES = 4 * 1024 * 1024
PATHS = 256


@dataclass(frozen=True)
class MeteredRun:
    """What came of it.

    work: None where nothing could be counted. value: what the handler returned; None also where it threw.
    visits: how often each block was run through. stopped: the meter ended it. hung: the time limit did.
    """

    work: Work | None
    value: Json = None
    returned: bool = False
    visits: Sequence[int] = ()
    stopped: bool = False
    hung: bool = False


class MeteredFunction:
    """A function with a meter in it."""

    def __init__(self, source: JsSource, budget: Budget, surroundings: Surroundings = SURROUNDINGS) -> None:
        self.surroundings = surroundings
        self.runtime = source.runtime
        self.metered = meter(source, most_units=budget.most_units)
        self.limits = RunLimits(FUNCTION_MEMORY.value + METER_BYTES, CPU_MS)
        self.shared: OpenContext | None = None
        # runs that took the same path did the same work
        self.work_of = lru_cache(PATHS)(self.work)
        # the meter wraps `require`, and bounds what it wraps
        self.needs = replace(needs(source.text, source.runtime), loads=True, bounds=True)

    def run(self, sample: SampleEvent, *, alone: bool = False) -> MeteredRun:
        """Run it once; `alone`: in a context of its own, whatever the code."""
        return self.measure(sample.event, sample.raw_query, alone=alone)

    def measure(self, event: Json, raw_query: str | None, *, alone: bool = False) -> MeteredRun:
        """Run it once on any event."""
        given = event, raw_query
        if self.metered.first is None or alone:
            return self.read(self.invocation(self.metered.script, *given).run(self.limits))
        script = self.metered.first if self.shared is None else self.metered.again
        invocation = self.invocation(script, *given)
        opened = self.shared or open_context(self.runtime)
        run = self.read(invocation.run(self.limits, opened))
        is_clean = run.returned and not run.stopped and not leaves_jobs(opened.context)
        self.shared = opened if is_clean else None
        return run

    def invocation(self, script: str, event: Json, raw_query: str | None) -> Invocation:
        """What the engine is given."""
        at: EventType = "viewer-response" if "response" in event else "viewer-request"
        given = Given(self.runtime, NOW * 1000, SEED, raw_query, self.surroundings, at)
        return Invocation(PreparedFunction(script, needs=self.needs), json.dumps(event), given)

    def work(self, visits: tuple[int, ...], counts: tuple[tuple[Counter, int], ...]) -> Work:
        """The work of a run with these visits of blocks, and what builtins counted."""
        return Work.of_visits(self.metered.blocks, visits, dict(counts))

    def read(self, outcome: FunctionOutcome) -> MeteredRun:
        """The meter's own report, which a run returns in place of the handler's value."""
        if outcome.error is not None:
            stopped = STOPPED in outcome.error.message
            return MeteredRun(None, stopped=stopped, hung=outcome.error.kind == "time")
        report: Any = outcome.value
        if not isinstance(report, dict) or "visits" not in report:
            return MeteredRun(None)
        work = self.work_of(tuple(report["visits"]), tuple(report["counts"].items()))
        return MeteredRun(
            work,
            report.get("value"),
            returned=report["state"] == "returned",
            visits=report["visits"],
            stopped=report["stopped"],
        )


def leaves_jobs(context: Context) -> bool:
    """Whether a run left a job of a promise, which would run in the middle of the next."""
    try:
        return context.run_job()
    except EngineError:
        return True
