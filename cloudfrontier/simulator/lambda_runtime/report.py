"""The lines that Lambda itself writes into a function's log: START, END, REPORT, INIT_REPORT, and errors.

All OBSERVED in logs that people showed: `Status: timeout` and `Status: error` with the type of the error
(2025-06), INIT_REPORT of both phases (2025-02), and a billed duration that has the time of loading in it
(2026-07), as AWS bills since 2025-08. UNCERTAIN: whether Lambda@Edge bills that time; it is taken to.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.simulator.lambda_runtime.outcome import HandlerError, HandlerOutcome

__all__ = ["cloudwatch_lines", "init_report", "report_line"]

_ENDED_BY_LAMBDA = frozenset({"exit", "crash", "memory", "init"})
"""Kinds of error of which REPORT has a status; what a handler raises is its runtime's business."""

_TOLD_BY_RUNTIME = frozenset({"exception", "unserialisable", "init"})
"""Kinds that the runtime client writes into the log, with where it was."""


def init_report(milliseconds: float, phase: str, error: HandlerError) -> str:
    """The line about a loading that failed in a phase, `init` or `invoke`."""
    line = f"INIT_REPORT Init Duration: {milliseconds:.2f} ms\tPhase: {phase}"
    if error.type == "Sandbox.Timedout":
        return f"{line}\tStatus: timeout"
    return f"{line}\tStatus: error\tError Type: {error.type}"


def report_line(outcome: HandlerOutcome) -> str:
    """The REPORT line of one invocation; empty for one that was throttled, and so never began."""
    if outcome.error and outcome.error.kind == "throttled":
        return ""
    # a loading that was done again is in the duration
    init = outcome.init_ms if outcome.cold and not outcome.init_reports else 0.0
    parts = [
        f"REPORT RequestId: {outcome.request_id}",
        f"Duration: {outcome.duration_ms:.2f} ms",
        f"Billed Duration: {max(1, math.ceil(outcome.duration_ms + init))} ms",
        f"Memory Size: {outcome.memory_size_mb} MB",
        f"Max Memory Used: {outcome.memory_mb} MB",
    ]
    if init:
        parts.append(f"Init Duration: {init:.2f} ms")
    return "\t".join((*parts, *_status(outcome.error)))


def cloudwatch_lines(outcome: HandlerOutcome) -> tuple[str, ...]:
    """The whole log of one invocation, as it stands in its log group."""
    if not report_line(outcome):
        return ()
    return (
        *outcome.init_reports,
        f"START RequestId: {outcome.request_id} Version: 1",
        *outcome.logs,
        *(_told(outcome.error, outcome.request_id) if outcome.error else ()),
        f"END RequestId: {outcome.request_id}",
        report_line(outcome),
    )


def _status(error: HandlerError | None) -> tuple[str, ...]:
    if error is None:
        return ()
    if error.kind == "timeout":
        return ("Status: timeout",)
    if error.kind not in _ENDED_BY_LAMBDA:
        return ()
    type_ = "Runtime.OutOfMemory" if error.kind == "memory" else error.type
    return ("Status: error", f"Error Type: {type_}")


def _told(error: HandlerError, request_id: str) -> Iterator[str]:
    if error.kind == "timeout":
        yield f"{request_id} {error.message}"
    elif error.kind in _TOLD_BY_RUNTIME:
        yield f"[ERROR] {error}"
        if error.traceback:
            yield "Traceback (most recent call last):"
            yield from error.traceback
    else:
        yield f"RequestId: {request_id} Error: {error.message}"
        yield error.type
