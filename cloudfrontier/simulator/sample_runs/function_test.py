"""One run of a function in the shape of AWS's TestFunction: for a command, a batch and a fake of the API.

1. `FunctionOutput` is JSON text with what was returned under `request` or `response`; a querystring or
   cookies that were left out come back as `{}`. After an error it is empty: AWS does not say what it holds.
2. `ComputeUtilization` is the estimate of docs/cost.md, which no machine changes; AWS measures.
3. As at AWS, nothing of what was returned is judged.

Sources: test-function of CloudFront's developer guide (read 2026-04), and the outputs that
aws-samples/amazon-cloudfront-functions shows (read 2024-11).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from cloudfrontier.javascript.cost import DEFAULT_BUDGET
from cloudfrontier.javascript.parse import parse
from cloudfrontier.simulator.functions_runtime import FunctionsRuntime
from cloudfrontier.simulator.functions_runtime.prepare import prepare_source
from cloudfrontier.simulator.functions_runtime.surroundings import NOWHERE
from cloudfrontier.simulator.sample_runs.metered_run import MeteredFunction
from cloudfrontier.simulator.single_event import query_of

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime
    from cloudfrontier.simulator.functions_runtime import FunctionOutcome, Surroundings
    from cloudfrontier.simulator.functions_runtime.prepare import PreparedFunction

__all__ = ["Engine", "FunctionTestResult", "FunctionTester"]

MOST_UTILIZATION = 100


class Engine(Protocol):
    """What can run a function: `FunctionsRuntime`, or an njs that is installed."""

    def run(  # noqa: PLR0913 - what a run depends on, by name
        self,
        code: str | PreparedFunction,
        event: Mapping[str, Any],
        *,
        runtime: FunctionRuntime,
        now: float,
        raw_query: str | None = None,
        surroundings: Surroundings = NOWHERE,
    ) -> FunctionOutcome:
        """Run `handler(event)` once."""


@dataclass(frozen=True)
class FunctionTestResult:
    """What AWS's TestFunction answers, but for the summary of the function."""

    output: str
    logs: tuple[str, ...]
    error: str
    utilization: int

    def to_aws(self) -> dict[str, Any]:
        """By the names of AWS's `TestResult`."""
        return {
            "ComputeUtilization": str(self.utilization),
            "FunctionExecutionLogs": list(self.logs),
            "FunctionErrorMessage": self.error,
            "FunctionOutput": self.output,
        }


class FunctionTester:
    """Runs one function on events. surroundings: its store, its edge location, its tenant."""

    def __init__(
        self,
        code: str,
        *,
        runtime: FunctionRuntime,
        surroundings: Surroundings = NOWHERE,
        engine: Engine | None = None,
    ) -> None:
        source = parse(code, runtime=runtime, name="function")
        self.code: str | PreparedFunction = code
        if engine is None:
            self.code = prepare_source(source)
        self.engine: Engine = engine or FunctionsRuntime()
        self.runtime = runtime
        self.surroundings = surroundings
        compiles = engine is not None or (not isinstance(self.code, str) and self.code.error is None)
        self.metered = MeteredFunction(source, DEFAULT_BUDGET, surroundings) if compiles else None

    def run(self, event: Mapping[str, Any], *, now: float) -> FunctionTestResult:
        """One run; `event` as AWS documents it, `now` in Unix time."""
        raw_query = query_of(event) if isinstance(event.get("request"), Mapping) else None
        outcome = self.engine.run(
            self.code,
            event,
            runtime=self.runtime,
            now=now,
            raw_query=raw_query,
            surroundings=self.surroundings,
        )
        error = outcome.error.sentence if outcome.error else ""
        output = "" if outcome.error else shown(outcome.value, event)
        return FunctionTestResult(output, outcome.logs, error, self.utilization(event, raw_query))

    def utilization(self, event: Mapping[str, Any], raw_query: str | None) -> int:
        """The estimate in points, at most 100 as AWS has it; 0 where nothing could be counted."""
        run = self.metered.measure(event, raw_query) if self.metered else None
        return 0 if run is None or run.work is None else min(MOST_UTILIZATION, round(run.work.utilization))


def shown(value: Any, event: Mapping[str, Any]) -> str:
    """What was returned, as AWS shows it."""
    is_response = "response" in event or (isinstance(value, dict) and "statusCode" in value)
    if isinstance(value, dict):
        left_out = ("cookies",) if is_response else ("querystring", "cookies")
        value = {**value, **{name: {} for name in left_out if name not in value}}
    whole = {"response" if is_response else "request": value}
    return json.dumps(whole, separators=(",", ":"), ensure_ascii=False)
