"""Runs a function with a meter in it, for the work that it does: what it returns is judged elsewhere.

1. The meter ends a run by the work that it has done, so that what does not end by itself ends at the same
   place on every machine. The time limit is for what no meter sees: builtins that never come back.
2. The meter takes memory of its own: whether a function has enough is not decided here.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.limits import FUNCTION_MEMORY
from cloudfrontier.javascript.cost import STOPPED, Work, meter
from cloudfrontier.simulator.functions_runtime.invocation import Invocation, RunLimits
from cloudfrontier.simulator.functions_runtime.outcome import Json
from cloudfrontier.simulator.functions_runtime.prepare import LINES_ABOVE, PreparedFunction

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.javascript.cost import Budget
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["CPU_MS", "MeteredFunction", "MeteredRun"]

CPU_MS = 1_000.0
"""What a builtin may take that no meter sees: a thousand times what CloudFront allows, on a slow machine."""
METER_BYTES = 4 * 1024 * 1024


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

    def __init__(self, source: JsSource, budget: Budget) -> None:
        self.runtime = source.runtime
        self.most = budget.most_units
        self.metered = meter(source, lines_above=LINES_ABOVE, most_units=self.most)

    def run(
        self, event: Mapping[str, Json], *, raw_query: str | None, now_ms: int, seed: int = 0
    ) -> MeteredRun:
        """Run it once, in a context of its own."""
        invocation = Invocation(
            function=PreparedFunction(self.metered.script),
            runtime=self.runtime,
            event=json.dumps(event),
            raw_query=json.dumps(raw_query),
            now_ms=now_ms,
            seed=seed,
        )
        outcome = invocation.run(RunLimits(FUNCTION_MEMORY.value + METER_BYTES, CPU_MS))
        if outcome.error is not None:
            stopped = STOPPED in outcome.error.message
            return MeteredRun(None, stopped=stopped, hung=outcome.error.kind == "time")
        return self.read(outcome.value)

    def read(self, report: Any) -> MeteredRun:
        """The meter's own report, which the run returns in place of the handler's value."""
        if not isinstance(report, dict) or "visits" not in report:
            return MeteredRun(None)
        work = Work.of_visits(self.metered.blocks, report["visits"], report["counts"])
        return MeteredRun(
            work,
            report.get("value"),
            returned=report["state"] == "returned",
            visits=report["visits"],
            stopped=work.units > self.most,
        )
