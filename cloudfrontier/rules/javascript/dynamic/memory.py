"""CFF192: a function stays within its memory on every sample event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import FUNCTION_MEMORY
from cloudfrontier.rules.javascript.dynamic.dynamic_rule import DynamicRule
from cloudfrontier.rules.javascript.dynamic.run import FunctionRun, FunctionRuns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding

__all__ = ["FunctionMemory"]

NEAR = FUNCTION_MEMORY.value * 3 // 4
FEWER = (
    "make fewer objects and strings: leave loops early, keep no copies, and move tables to a KeyValueStore"
)


class FunctionMemory(DynamicRule):
    """A CloudFront Function has 2 MB; one that wants more fails, which is a 503.

    Runs have that limit here too, but in another engine, whose objects have other sizes: to go over it is an
    error, to come near it a warning. A warning as well is what an engine would need that frees nothing while
    a function runs, as njs does, of which CloudFront's engine is a relative: every string and object that a
    run ever made counts then, and each regular expression that does not match counts 4 kB. It is an estimate.
    """

    id = "CFF192"
    title = "A function stays within its memory on every sample event"
    source = FUNCTION_MEMORY.source
    valid = (
        FunctionRuns("gate.js", (FunctionRun("a file", memory_bytes=40_000, allocated_bytes=90_000),)),
        FunctionRuns("gate.js", (FunctionRun("a file", end="failed", memory_bytes=NEAR + 1),)),
    )
    invalid = (
        FunctionRuns("gate.js", (FunctionRun("a file", end="memory", message="out of memory"),)),
        FunctionRuns("gate.js", (FunctionRun("a file", memory_bytes=NEAR + 1),)),
        FunctionRuns("gate.js", (FunctionRun("a file", allocated_bytes=FUNCTION_MEMORY.value + 1),)),
    )

    def check(self, runs: FunctionRuns) -> Iterator[Finding]:
        """Looks at the limit, at what was held, and at what was ever allocated."""
        if over := runs.that("memory"):
            yield self.finding(runs, over, f"more than {FUNCTION_MEMORY} of memory", do=FEWER)
        done = runs.that("returned")
        if near := [run for run in done if run.memory_bytes > NEAR]:
            held = max(run.memory_bytes for run in near)
            yield self.finding(
                runs, near, f"{held:,} of {FUNCTION_MEMORY} of memory", do=FEWER, severity="warning"
            )
        if many := [run for run in done if run.allocated_bytes > FUNCTION_MEMORY.value]:
            made = max(run.allocated_bytes for run in many)
            message = f"an estimated {made:,} bytes of strings and objects made in one run"
            yield self.finding(runs, many, message, do=FEWER, severity="warning")
