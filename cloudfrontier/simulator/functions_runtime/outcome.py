"""What came of one run of a CloudFront Function, as values: the same for a test, a command and the engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from cloudfrontier.cloudfront.outcomes import FUNCTION_EXECUTION
from cloudfrontier.simulator.functions_runtime.origin_change import OriginChange

__all__ = ["FunctionError", "FunctionOutcome", "Json"]

Json = Any
"""What `json.loads` gives: None, bool, int, float, str, list or dict."""


@dataclass(frozen=True)
class FunctionError:
    """Why a function gave no result; CloudFront answers the viewer with 503.

    kind: `execution` (it threw, does not compile, has no handler), `memory`, `time`, or `unsettled` (its
    promise never came to an end). message: `TypeError: …`, in CloudFront's words where they are known. line
    and column are 1-based positions in the code, 0 when unknown.
    """

    kind: Literal["execution", "memory", "time", "unsettled"]
    message: str
    line: int = 0
    column: int = 0

    @property
    def sentence(self) -> str:
        """The message in the form that CloudFront's test results and error pages have."""
        return f"{FUNCTION_EXECUTION.sentence} {self.message}"


@dataclass(frozen=True)
class FunctionOutcome:
    """What a run gave.

    value: what the handler returned, as JSON has it (`undefined`, functions and NaN become None). returned:
    what kind of value it was: `object`, `array`, `undefined`, `string`, `number`, `function` ... logs: one
    entry per `console.log`, cut at 10 KB in all; logs_truncated: whether something was cut. cpu_ms: time of
    this machine, which says nothing about CloudFront's. memory_bytes: what the engine held at the end,
    above what it holds for an empty function; another engine than CloudFront's, so an indication, and 0 where
    the runtime was not asked to weigh. origin: what the function asked of its origin, with what CloudFront
    would have against it; None where nothing.
    """

    value: Json
    returned: str
    logs: tuple[str, ...]
    error: FunctionError | None
    cpu_ms: float
    memory_bytes: int
    logs_truncated: bool = False
    origin: OriginChange | None = None

    @property
    def ok(self) -> bool:
        """Whether the handler came to an end and returned something, right or wrong."""
        return self.error is None
