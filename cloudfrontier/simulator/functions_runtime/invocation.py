"""One invocation in one context: the code is run, the handler called, its promise followed to the end.

Whatever the function does ends in an outcome. Time and memory count from the function's first statement;
what the harness itself needs is added on top.
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.limits import FUNCTION_LOG, FUNCTION_MEMORY
from cloudfrontier.cloudfront.runtimes import FunctionRuntime
from cloudfrontier.errors import InternalError
from cloudfrontier.javascript.engine import KINDS, Context, EngineError, column_in, positions_in
from cloudfrontier.simulator.functions_runtime import prelude_text as prelude
from cloudfrontier.simulator.functions_runtime.absent import removal
from cloudfrontier.simulator.functions_runtime.outcome import FunctionError, FunctionOutcome
from cloudfrontier.simulator.functions_runtime.prepare import LINES_ABOVE, PreparedFunction
from cloudfrontier.simulator.functions_runtime.words import as_cloudfront_says

if TYPE_CHECKING:
    from cloudfrontier.javascript.engine import JsFunction

__all__ = ["Invocation", "RunLimits"]

# Finds the `let handler` or `const handler` of a script, which is no property of the global object.
LEXICAL = 'typeof handler === "function" ? handler : undefined'
# JSON.stringify writes an escape of a surrogate for a lone one only.
ESCAPE = re.compile(r"\\(?:u(?P<half>d[89a-f][0-9a-f]{2})|.)")
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
    """What a run is given; running it twice gives the same outcome twice."""

    function: PreparedFunction
    runtime: FunctionRuntime
    event: str
    raw_query: str
    now_ms: int
    seed: int

    def run(self, limits: RunLimits) -> FunctionOutcome:
        """Run once in a new context."""
        context, harness = self.open()
        return self.run_in(context, harness, limits)

    def open(self) -> tuple[Context, JsFunction]:
        """A new context as the runtime's functions find it, and its harness."""
        context = Context()
        harness = function_of(context, prelude.harness())
        stop_clock = function_of(context, prelude.clock())
        context.evaluate(prelude.bounds())
        context.evaluate(removal(self.runtime))
        stop_clock(self.now_ms, self.seed)
        is_1_0 = self.runtime == "cloudfront-js-1.0"
        harness("open", "no" if is_1_0 else "yes")
        for name, script in prelude.parts(self.runtime):
            harness("part", name, script)
        for name, kind in prelude.offers(self.runtime):
            harness("offer", name, kind)
        for name, part in prelude.GLOBALS[self.runtime].items():
            harness("global", name, part)
        return context, harness

    def run_in(self, context: Context, harness: JsFunction, limits: RunLimits) -> FunctionOutcome:
        """Run in a context that was opened for the same runtime, clock and seed."""
        if self.runtime != "cloudfront-js-1.0":
            harness("query", self.raw_query)
        run = Run(self, context, harness, limits)
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
        context.limit(memory_bytes=limits.memory_bytes, cpu_seconds=limits.cpu_ms / 1000)

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
            if self.harness("begin", given.event, lexical) == "pending":
                return self.follow()
        except EngineError as error:
            return self.explain(error)
        return None

    def follow(self) -> FunctionError | None:
        """Drive the handler's promise to its end."""
        for _ in range(self.limits.jobs):
            if self.seconds_left <= 0:
                return self.explain(EngineError("time", ""))
            self.context.limit(cpu_seconds=self.seconds_left)
            if not self.context.run_job():
                return FunctionError(
                    "unsettled", "the handler's promise waits for something that never comes"
                )
            if self.harness("state") != "pending":
                return None
        steps = f"{self.limits.jobs:,} steps of promises"
        return FunctionError("unsettled", f"the handler's promise did not settle within {steps}")

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
        return FunctionOutcome(value, returned, logs, None, cpu_ms, memory_bytes, truncated)

    def report(self) -> dict[str, Any]:
        """What the harness wrote down, as far as it still can tell."""
        self.context.limit(memory_bytes=REPORT_BYTES, cpu_seconds=REPORT_SECONDS)
        try:
            report: dict[str, Any] = json.loads(whole_characters(self.harness("report")))
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


def function_of(context: Context, script: str) -> JsFunction:
    """The function that a script of the prelude ends with."""
    function = context.evaluate(script)
    if function is None:
        raise InternalError("a script of the prelude does not end with a function")
    return function


def too_much_memory(limits: RunLimits) -> str:
    """The sentence of a run that asked for more than it may have."""
    return f"the function used more than {limits.memory_bytes:,} bytes of memory"


def own_position(script: str, positions: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """The innermost position that is in the function's own code, or zeros."""
    for line, column in positions:
        if line > LINES_ABOVE:
            return line - LINES_ABOVE, column_in(script, line, column)
    return 0, 0


def cut(lines: list[str]) -> tuple[tuple[str, ...], bool]:
    """The log lines that fit into what CloudFront keeps of one run, and whether any did not."""
    kept: list[str] = []
    left = FUNCTION_LOG.value
    for line in lines:
        encoded = line.encode("utf-8", "replace")
        if len(encoded) > left:
            beginning = encoded[: max(left, 0)].decode("utf-8", "ignore")
            return (*kept, *filter(None, [beginning])), True
        kept.append(encoded.decode())
        left -= len(encoded) + len("\n")
    return tuple(kept), False


def whole_characters(text: str) -> str:
    """JSON with U+FFFD for each half of a surrogate pair: CloudFront's strings are UTF-8 and hold none."""
    if "\\ud" not in text:
        return text
    return ESCAPE.sub(lambda found: "\\ufffd" if found["half"] else found[0], text)
