"""CFF194: what could not be tried on a sample event is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.javascript.dynamic.dynamic_rule import DynamicRule
from cloudfrontier.rules.javascript.dynamic.run import FunctionRun, FunctionRuns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding

__all__ = ["NotSimulated"]

MISSING = 'Error: the module "cloudfront" is not simulated: CloudFront has it, this simulator does not'


class NotSimulated(DynamicRule):
    """A function that uses what CloudFront has and the simulator has not cannot be run here.

    Nothing is wrong with it; nothing is known of what it returns either. The same is said of a run whose work
    could not be counted, because the function looks into its own functions or calls itself very deeply.
    """

    id = "CFF194"
    severity = "note"
    title = "Every function can be tried, and its work counted"
    source = guide("functions-javascript-runtime-20")
    valid = (FunctionRuns("gate.js", (FunctionRun("a file"),)),)
    invalid = (
        FunctionRuns("gate.js", (FunctionRun("a file", end="missing", message=MISSING),)),
        FunctionRuns("gate.js", (FunctionRun("a file", counted=False),)),
    )

    def check(self, runs: FunctionRuns) -> Iterator[Finding]:
        """Looks at what was not tried, and at what was not counted."""
        if missing := runs.that("missing"):
            yield self.finding(
                runs,
                missing,
                missing[0].message.removeprefix("Error: "),
                do="test it at CloudFront, with `aws cloudfront test-function`",
                severity="note",
            )
        if uncounted := [run for run in runs.that("returned") if not run.counted]:
            message = "the work of the run could not be counted"
            do = "nothing needs to be done; its cost is not known"
            yield self.finding(runs, uncounted, message, do=do, severity="note")
