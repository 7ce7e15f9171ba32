"""Runs a CloudFront Function: each invocation in a context of its own, so that no state passes between them.

1. Syntax that CloudFront lacks is refused before anything runs, and comes out as CloudFront's error at run
   time.
2. The function sees the builtins of its runtime and nothing else: no timers, no network, no clock that moves.
3. It may run out of memory or time, or never settle: each is an outcome, none an exception.
4. Code is prepared once and kept; a context is never used twice.
5. Code that needs nothing of the host is run the short way, where that can tell what came of it.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.simulator.functions_runtime.contexts import open_context, open_direct
from cloudfrontier.simulator.functions_runtime.direct import DirectRun
from cloudfrontier.simulator.functions_runtime.given import Given
from cloudfrontier.simulator.functions_runtime.invocation import (
    STUCK,
    Invocation,
    RunLimits,
    too_much_memory,
)
from cloudfrontier.simulator.functions_runtime.outcome import FunctionError, FunctionOutcome
from cloudfrontier.simulator.functions_runtime.prepare import prepare
from cloudfrontier.simulator.functions_runtime.surroundings import NOWHERE, Surroundings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.cloudfront.events import EventType
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime
    from cloudfrontier.simulator.functions_runtime.outcome import Json
    from cloudfrontier.simulator.functions_runtime.prepare import PreparedFunction

__all__ = ["FunctionsRuntime"]

# A `throw null` looks like an engine that has no memory left for an error object, and a promise that is never
# settled like one that has none left to settle it. With this much room, and too little time to fill it, only
# the first still does.
ROOMY_BYTES = 128 * 1024 * 1024
ROOMY_CPU_MS = 100.0
AMBIGUOUS = (FunctionError("execution", "null"), STUCK)


class FunctionsRuntime:
    """CloudFront's JavaScript runtimes on this machine; `weighs`: outcomes tell of memory."""

    def __init__(self, limits: RunLimits | None = None, *, weighs: bool = False) -> None:
        self.limits = limits or RunLimits()
        self.weighs = weighs

    def run(  # noqa: PLR0913 - what a run depends on, by name; a value class would only rename them
        self,
        code: str | PreparedFunction,
        event: Mapping[str, Json],
        *,
        runtime: FunctionRuntime,
        now: float,
        seed: int | None = None,
        raw_query: str | None = None,
        surroundings: Surroundings = NOWHERE,
    ) -> FunctionOutcome:
        """Run `handler(event)` once; `code` as text, or prepared for that runtime.

        now: Unix time in seconds, which the function sees from its first to its last statement. seed: of
        `Math.random`; CloudFront seeds it with the time of the run, and so does None. raw_query: what
        `request.rawQueryString()` answers (2.0), without the `?`; None where the URL has no `?`.
        surroundings: what the module `cloudfront` tells (2.0).
        """
        prepared = prepare(code, runtime) if isinstance(code, str) else code
        if prepared.error is not None:
            return FunctionOutcome(None, "undefined", (), prepared.error, 0.0, 0)
        text = json.dumps(event)
        if prepared.needs.direct and (outcome := self.run_directly(prepared, text, runtime)) is not None:
            return outcome
        now_ms = int(now * 1000)
        seed = (now_ms if seed is None else seed) & 0xFFFFFFFF
        at: EventType = "viewer-response" if "response" in event else "viewer-request"
        given = Given(runtime, now_ms, seed, raw_query, surroundings, at)
        invocation = Invocation(prepared, text, given, self.weighs)
        outcome = invocation.run(self.limits, open_context(runtime))
        if outcome.error in AMBIGUOUS and self.with_room(invocation).error != outcome.error:
            return replace(outcome, error=FunctionError("memory", too_much_memory(self.limits)))
        return outcome

    def run_directly(
        self, function: PreparedFunction, event: str, runtime: FunctionRuntime
    ) -> FunctionOutcome | None:
        """What came of a run the short way, if that can tell."""
        run = DirectRun(function, runtime, open_direct(runtime), self.limits)
        return run.outcome(event, weighs=self.weighs)

    def with_room(self, invocation: Invocation) -> FunctionOutcome:
        """The same run with memory in plenty: a run is the same every time."""
        cpu_ms = min(self.limits.cpu_ms, ROOMY_CPU_MS)
        return invocation.run(RunLimits(ROOMY_BYTES, cpu_ms, self.limits.jobs))
