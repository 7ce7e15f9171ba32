"""CFF193: a function does not do more work than its time allows, as far as that can be estimated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import COMPUTE_NEARING
from cloudfrontier.javascript.cost import utilization
from cloudfrontier.rules.javascript.dynamic.dynamic_rule import DynamicRule
from cloudfrontier.rules.javascript.dynamic.run import FunctionRun, FunctionRuns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding, Severity

__all__ = ["EstimatedUtilization"]

LESS = (
    "do less on every request: look things up by name and not in a loop, make patterns once and as few as "
    "possible, and leave loops early"
)


class EstimatedUtilization(DynamicRule):
    """AWS reports the time of a run in percent of the time allowed; above 70, it says, throttling is likely.

    Nothing local can measure that. What is compared with the budget is an estimate: work is counted, and the
    counts are worth what they cost in a relative of CloudFront's engine. It is the same on every machine, and
    good for telling that one version of a function does three times the work of another; as a prediction of
    CloudFront's own figure it may be wrong by a factor of two and more (docs/cost.md). So an error is only
    what would be too much at half the estimate. On an event that viewers hardly ever send, such as 8 kB of
    URL, less than that is a note. TestFunction reports the real figure.
    """

    id = "CFF193"
    title = "A function does not do more work than its time allows"
    source = COMPUTE_NEARING.source
    valid = (
        FunctionRuns(
            "gate.js", (FunctionRun("a file", utilization=16.4), FunctionRun("a POST", utilization=70))
        ),
        FunctionRuns("gate.js", (FunctionRun("a file", end="failed", utilization=90),)),
    )
    invalid = (
        FunctionRuns("gate.js", (FunctionRun("a file", utilization=70.1),)),
        FunctionRuns("gate.js", (FunctionRun("a file", utilization=200.1),)),
        FunctionRuns("gate.js", (FunctionRun("a long path", ordinary=False, utilization=250),)),
        FunctionRuns("gate.js", (FunctionRun("a file", end="stopped"),)),
        FunctionRuns("gate.js", (FunctionRun("a file", end="hung"),)),
    )

    def check(self, runs: FunctionRuns) -> Iterator[Finding]:
        """Looks at what was estimated, and at what was ended before it could be."""
        done, budget = runs.that("returned"), runs.budget
        over = [run for run in done if run.utilization > budget.error]
        near = [run for run in done if budget.warning < run.utilization <= budget.error]
        if over:
            yield self.finding(runs, over, estimate(over, budget.error), do=LESS)
        if near:
            severity: Severity = "warning" if any(run.ordinary for run in near) else "note"
            yield self.finding(runs, near, estimate(near, budget.warning), do=LESS, severity=severity)
        if stopped := runs.that("stopped"):
            points = f"{utilization(budget.most_units):,.0f}"
            message = f"stopped before its end, after work for an estimated compute utilization of {points}"
            do = f"let every loop and every recursion end; {LESS}"
            yield self.finding(runs, stopped, message, do=do, place=stopped[0].place)
        if hung := runs.that("hung"):
            message = (
                "no end after half a second of this machine's time, in a builtin or a regular expression"
            )
            do = "bound what is searched, and write no pattern that can backtrack without end"
            yield self.finding(runs, hung, message, do=do)


def estimate(about: list[FunctionRun], budget: int) -> str:
    """The highest estimate among runs, in words."""
    highest = max(run.utilization for run in about)
    return f"an estimated compute utilization of {highest:,.1f}; the budget is {budget:,}"
