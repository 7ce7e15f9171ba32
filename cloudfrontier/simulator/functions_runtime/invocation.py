"""One invocation in one context: the code is run, the handler called, its promise followed to the end.

Whatever the function does ends in an outcome. Time and memory count from the function's first statement;
what the harness itself needs is added on top.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any

from cloudfrontier.cloudfront.limits import FUNCTION_MEMORY
from cloudfrontier.javascript.engine import KINDS, EngineError, JsFunction, column_in, positions_in
from cloudfrontier.simulator.functions_runtime.contexts import OpenContext, open_context
from cloudfrontier.simulator.functions_runtime.given import Given
from cloudfrontier.simulator.functions_runtime.origin_change import OriginChange, origin_change
from cloudfrontier.simulator.functions_runtime.outcome import FunctionError, FunctionOutcome
from cloudfrontier.simulator.functions_runtime.prelude_text import extension
from cloudfrontier.simulator.functions_runtime.prepare import LINES_ABOVE, PreparedFunction
from cloudfrontier.simulator.functions_runtime.texts import as_at_cloudfront, cut
from cloudfrontier.simulator.functions_runtime.words import as_cloudfront_says

__all__ = ["STUCK", "Invocation", "RunLimits", "out_of_time", "too_much_memory"]

# Room and time to tell what was returned, when the function has used up its own.
REPORT_BYTES = 1024 * 1024
REPORT_SECONDS = 1.0
STUCK = FunctionError("unsettled", "the handler's promise waits for something that never comes")
"""Also what an engine without memory leaves behind, when it can do no step of a promise any more."""


@dataclass(frozen=True)
class RunLimits:
    """What a run may use.

    memory_bytes: CloudFront's quota; it counts what the engine holds above an empty function, and another
    engine's objects have other sizes. cpu_ms: CloudFront documents no figure ("submillisecond") and this
    machine is not CloudFront's, so the default only ends what would not end by itself. jobs: steps of
    promises.
    """

    memory_bytes: int = FUNCTION_MEMORY.value
    cpu_ms: float = 50.0
    jobs: int = 100_000


@dataclass(frozen=True)
class Invocation:
    """What a run is given; running it twice gives the same outcome twice.

    event: as JSON. weighs: whether the outcome tells of memory, for which the whole heap is walked through.
    """

    function: PreparedFunction
    event: str
    given: Given
    weighs: bool = False

    def run(self, limits: RunLimits, opened: OpenContext | None = None) -> FunctionOutcome:
        """Run once, in a new context where none is given; one that was used is for the same function."""
        opened = opened or open_context(self.given.runtime)
        opened.start(self.given, self.function.needs)
        run = Run(self, opened, limits)
        return run.outcome(run.attempt())


class Run:
    """The state of one invocation while it goes on."""

    def __init__(self, given: Invocation, opened: OpenContext, limits: RunLimits) -> None:
        self.given = given
        self.context, self.harness, self.host = opened.context, opened.harness, opened.host
        self.limits = limits
        self.held_before = opened.held
        self.started = time.thread_time()
        self.context.limit(most_held=self.held_before + limits.memory_bytes)
        self.context.deadline(limits.cpu_ms / 1000)

    @property
    def seconds_left(self) -> float:
        """CPU time that the function may still use."""
        return self.limits.cpu_ms / 1000 - (time.thread_time() - self.started)

    def attempt(self) -> FunctionError | None:
        """Run script, handler and promise; what went wrong, if the harness does not know of it."""
        given = self.given
        try:
            handler = self.evaluate(given.function.script)
            self.harness("begin", given.event, handler)
            error = self.follow() if self.host.state == "promise" and self.waits else None
            if self.host.state == "failed" and error is None:
                self.harness("extend", extension("thrown"))
        except EngineError as thrown:
            return self.explain(thrown)
        return error

    @property
    def waits(self) -> bool:
        """Whether the runtime waits for promises."""
        return self.given.given.runtime != "cloudfront-js-1.0"

    def evaluate(self, script: str) -> JsFunction | None:
        """Run the code's own statements; the handler, where the script ends with it."""
        if "\0" not in script:
            return self.context.evaluate(script)
        # what such a script declares is not global; the harness keeps its handler
        self.harness("compile", script)
        return None

    def follow(self) -> FunctionError | None:
        """Drive the handler's promise to its end."""
        self.harness("follow")
        for _ in range(self.limits.jobs):
            if self.seconds_left <= 0:
                return self.explain(EngineError("time", ""))
            if not self.context.run_job() and not self.harness("turn"):
                return STUCK
            if self.host.state != "promise":
                return None
        steps = f"{self.limits.jobs:,} steps of promises"
        return FunctionError("unsettled", f"the handler's promise did not settle within {steps}")

    def explain(self, error: EngineError) -> FunctionError:
        """What the engine threw at the host, in the function's own positions."""
        if error.kind == "time":
            return out_of_time(self.limits)
        if error.kind == "memory":
            return self.no_memory
        line, column = own_position(self.given.function.script, error.positions)
        return FunctionError("execution", as_cloudfront_says(error.message), line, column)

    def outcome(self, error: FunctionError | None) -> FunctionOutcome:
        """Everything that is known when the run is over."""
        cpu_ms = (time.thread_time() - self.started) * 1000
        memory_bytes = max(0, self.context.memory_held() - self.held_before) if self.given.weighs else 0
        host = self.host
        if host.failure is not None:
            raise host.failure
        logs, truncated = cut([str(self.read(line)) for line in host.logs])
        error = error or self.error()
        value = None
        if error is None:
            value, error = self.value()
        if error is not None:
            return FunctionOutcome(None, "undefined", logs, error, cpu_ms, memory_bytes, truncated)
        origin = self.origin(host.change)
        return FunctionOutcome(value, host.returned, logs, None, cpu_ms, memory_bytes, truncated, origin)

    def origin(self, change: Any) -> OriginChange | None:
        """What was asked of the origin, if anything was."""
        if change is None:
            return None
        event = json.loads(self.given.event)
        request = event.get("request") if isinstance(event, dict) else None
        headers = request.get("headers") if isinstance(request, dict) else None
        return origin_change(
            change, event=self.given.given.event, headers=headers if isinstance(headers, dict) else {}
        )

    def value(self) -> tuple[Any, FunctionError | None]:
        """What the handler returned, if there is room enough to tell it."""
        most_held = self.held_before + self.limits.memory_bytes + REPORT_BYTES
        self.context.limit(most_held=most_held, cpu_seconds=REPORT_SECONDS)
        try:
            text = self.harness("value")
            return self.read(text) if text else None, None if text else self.no_memory
        except EngineError:
            return None, self.no_memory
        except RecursionError:
            return None, FunctionError("execution", "what the handler returned is nested too deeply")

    def read(self, text: str) -> Any:
        """A value that came out as JSON."""
        return json.loads(as_at_cloudfront(text, self.given.given.runtime))

    @property
    def no_memory(self) -> FunctionError:
        """The error of a run that wanted more memory than there is."""
        return FunctionError("memory", too_much_memory(self.limits))

    def error(self) -> FunctionError | None:
        """The error that the harness told of, if any."""
        match self.host.state:
            case "missing":
                return FunctionError("execution", "there is no function named `handler`")
            case "promise":
                return FunctionError(
                    "unsettled", "the handler returned a promise; runtime 1.0 waits for none"
                )
            case "settled" if not self.host.lost:
                return None
            case "failed" if not self.host.lost:
                return self.thrown()
        return self.no_memory

    def thrown(self) -> FunctionError:
        """What the handler threw, or rejected its promise with."""
        message: str = self.read(self.host.problem)
        if KINDS.get(message) == "memory":
            return self.no_memory
        line, column = own_position(self.given.function.script, positions_in(self.host.trace))
        return FunctionError("execution", as_cloudfront_says(message), line, column)


def too_much_memory(limits: RunLimits) -> str:
    """The sentence of a run that asked for more than it may have."""
    return f"the function used more than {limits.memory_bytes:,} bytes of memory"


def out_of_time(limits: RunLimits) -> FunctionError:
    """The error of a run that did not come to its end."""
    return FunctionError("time", f"the function ran for longer than {limits.cpu_ms:g} ms of CPU time")


def own_position(script: str, positions: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """The innermost position that is in the function's own code, or zeros."""
    for line, column in positions:
        if line > LINES_ABOVE:
            return line - LINES_ABOVE, column_in(script, line, column)
    return 0, 0
