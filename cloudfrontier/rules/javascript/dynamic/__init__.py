"""What holds for the runs of a CloudFront Function on sample events, one rule a file, listed here by hand.

The runs themselves are made above, by the simulator: rules only judge what came of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.javascript.dynamic.dynamic_rule import DynamicRule
from cloudfrontier.rules.javascript.dynamic.fails import FailsOnSampleEvent
from cloudfrontier.rules.javascript.dynamic.memory import FunctionMemory
from cloudfrontier.rules.javascript.dynamic.not_simulated import NotSimulated
from cloudfrontier.rules.javascript.dynamic.run import FunctionRun, FunctionRuns, RunEnd, named
from cloudfrontier.rules.javascript.dynamic.utilization import EstimatedUtilization

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.finding import Finding

__all__ = [
    "DYNAMIC_RULES",
    "DynamicRule",
    "FunctionRun",
    "FunctionRuns",
    "RunEnd",
    "check_runs",
    "named",
]

DYNAMIC_RULES: tuple[DynamicRule, ...] = (
    FailsOnSampleEvent(),
    FunctionMemory(),
    EstimatedUtilization(),
    NotSimulated(),
)
"""Every rule on runs, in the order of their ids."""


def check_runs(runs: FunctionRuns) -> tuple[Finding, ...]:
    """What all the rules find in the runs of one function."""
    return tuple(finding for rule in DYNAMIC_RULES for finding in rule.check(runs))
