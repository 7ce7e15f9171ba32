"""One invocation in one context: the code is run, the handler called, its promise followed to the end.

Whatever the function does ends in an outcome. Time and memory count from the function's first statement;
what the harness itself needs is added on top.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.limits import FUNCTION_MEMORY
from cloudfrontier.javascript.engine import KINDS, EngineError, column_in, positions_in
from cloudfrontier.simulator.functions_runtime.contexts import OpenContext, open_context
from cloudfrontier.simulator.functions_runtime.given import Given
from cloudfrontier.simulator.functions_runtime.origin_change import OriginChange, origin_change
from cloudfrontier.simulator.functions_runtime.outcome import FunctionError, FunctionOutcome
from cloudfrontier.simulator.functions_runtime.prelude_text import extension
from cloudfrontier.simulator.functions_runtime.prepare import LINES_ABOVE, PreparedFunction
from cloudfrontier.simulator.functions_runtime.texts import as_cloudfront_writes, cut, whole_characters
from cloudfrontier.simulator.functions_runtime.words import as_cloudfront_says

if TYPE_CHECKING:
    from cloudfrontier.javascript.engine import Context, JsFunction

__all__ = ["Invocation", "RunLimits"]

# Finds the `let handler` or `const handler` of a script, which is no property of the global object.
LEXICAL = 'typeof handler === "function" ? handler : undefined'
# Room and time for the harness to report after a limit was met.
REPORT_BYTES = 1024 * 1024
REPORT_SECONDS = 1.0


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
    jobs: int = 10_000


@dataclass(frozen=True)
class Invocation:
    """What a run is given; running it twice gives the same outcome twice. event: as JSON."""

    function: PreparedFunction
    event: str
    given: Given

    def run(self, limits: RunLimits, opened: OpenContext | None = None) -> FunctionOutcome:
        """Run once, in a new context where none is given; one that was used is for the same function."""
        opened = opened or open_context(self.given.runtime)
        opened.start(self.given, self.function.needs)
        run = Run(self, opened.context, opened.harness, limits)
        return run.outcome(run.attempt())


class Run:
    """The state of one invocation while it goes on."""

    def __init__(self, given: Invocation, context: Context, harness: JsFunction, limits: RunLimits) -> None:
        self.given = given
        self.context = context
        self.harness = harness
        self.limits = limits
        self.held_before = context.memory_held()
        self.started = time.thread_time()
        context.limit(most_held=self.held_before + limits.memory_bytes, cpu_seconds=limits.cpu_ms / 1000)

    @property
    def seconds_left(self) -> float:
        """CPU time that the function may still use."""
        return self.limits.cpu_ms / 1000 - (time.thread_time() - self.started)

    def attempt(self) -> FunctionError | None:
        """Run script, handler and promise; what went wrong, if the harness does not know of it."""
        given = self.given
        try:
            self.context.evaluate(given.function.script)
            self.context.limit(cpu_seconds=self.seconds_left)
            lexical = self.context.evaluate(LEXICAL) if given.function.lexical else None
            return self.settle(self.harness("begin", given.event, lexical))
        except EngineError as error:
            return self.explain(error)

    def settle(self, state: str) -> FunctionError | None:
        """What came of a call that came back: it threw, or gave a value, or a promise."""
        error = None
        if state == "promise" and self.given.given.runtime != "cloudfront-js-1.0":
            self.harness("extend", extension("promise"))
            error = self.follow()
            state = self.harness("state")
        if state == "failed" and error is None:
            self.harness("extend", extension("thrown"))
        return error

    def follow(self) -> FunctionError | None:
        """Drive the handler's promise to its end."""
        for _ in range(self.limits.jobs):
            if self.seconds_left <= 0:
                return self.explain(EngineError("time", ""))
            self.context.limit(cpu_seconds=self.seconds_left)
            if not self.context.run_job() and not self.answer():
                return FunctionError(
                    "unsettled", "the handler's promise waits for something that never comes"
                )
            if self.harness("state") != "pending":
                return None
        steps = f"{self.limits.jobs:,} steps of promises"
        return FunctionError("unsettled", f"the handler's promise did not settle within {steps}")

    def answer(self) -> bool:
        """Answer what the function has asked of its KeyValueStore; whether it asked anything."""
        asked: list[dict[str, Any]] = json.loads(self.harness("asks"))
        store = self.given.given.surroundings.store
        for ask in asked:
            value, error = store.answer(ask["operation"], ask["key"]) if store else (None, "")
            self.harness("answer", json.dumps({"number": ask["number"], "value": value, "error": error}))
        return bool(asked)

    def explain(self, error: EngineError) -> FunctionError:
        """What the engine threw at the host, in the function's own positions."""
        if error.kind == "time":
            allowed = f"{self.limits.cpu_ms:g} ms"
            return FunctionError("time", f"the function ran for longer than {allowed} of CPU time")
        if error.kind == "memory":
            return FunctionError("memory", too_much_memory(self.limits))
        line, column = own_position(self.given.function.script, error.positions)
        return FunctionError("execution", as_cloudfront_says(error.message), line, column)

    def outcome(self, error: FunctionError | None) -> FunctionOutcome:
        """Everything that is known when the run is over."""
        cpu_ms = (time.thread_time() - self.started) * 1000
        memory_bytes = max(0, self.context.memory_held() - self.held_before)
        report = self.report()
        logs, truncated = cut(report["logs"])
        error = error or self.error_in(report)
        if error is not None:
            return FunctionOutcome(None, "undefined", logs, error, cpu_ms, memory_bytes, truncated)
        value, returned = report["value"], report["returned"]
        return FunctionOutcome(
            value, returned, logs, None, cpu_ms, memory_bytes, truncated, self.origin(report["changes"])
        )

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

    def report(self) -> dict[str, Any]:
        """What the harness wrote down, as far as it still can tell."""
        most_held = self.held_before + self.limits.memory_bytes + REPORT_BYTES
        self.context.limit(most_held=most_held, cpu_seconds=REPORT_SECONDS)
        try:
            text = whole_characters(self.harness("report"), self.given.given.runtime)
            report: dict[str, Any] = json.loads(as_cloudfront_writes(text))
        except EngineError:
            return {"state": "lost", "logs": []}
        except RecursionError:
            return {"state": "deep", "logs": []}
        return report

    def error_in(self, report: dict[str, Any]) -> FunctionError | None:
        """The error that the harness caught, if any."""
        match report["state"]:
            case "settled":
                return None
            case "missing":
                return FunctionError("execution", "there is no function named `handler`")
            case "deep":
                return FunctionError("execution", "what the handler returned is nested too deeply")
            case "promise":
                return FunctionError(
                    "unsettled", "the handler returned a promise; runtime 1.0 waits for none"
                )
            case "failed":
                return self.thrown(report)
        return FunctionError("memory", too_much_memory(self.limits))

    def thrown(self, report: dict[str, Any]) -> FunctionError:
        """What the handler threw, or rejected its promise with."""
        message: str = report["problem"]
        if KINDS.get(message) == "memory":
            return FunctionError("memory", too_much_memory(self.limits))
        line, column = own_position(self.given.function.script, positions_in(report["trace"]))
        return FunctionError("execution", as_cloudfront_says(message), line, column)


def too_much_memory(limits: RunLimits) -> str:
    """The sentence of a run that asked for more than it may have."""
    return f"the function used more than {limits.memory_bytes:,} bytes of memory"


def own_position(script: str, positions: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """The innermost position that is in the function's own code, or zeros."""
    for line, column in positions:
        if line > LINES_ABOVE:
            return line - LINES_ABOVE, column_in(script, line, column)
    return 0, 0
