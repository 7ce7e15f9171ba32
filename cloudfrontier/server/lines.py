"""One line a request for the terminal, redacted: when, what was asked, what came of it, what ran."""

from __future__ import annotations

import asyncio
import time
from functools import lru_cache
from typing import TYPE_CHECKING

from cloudfrontier.server.entry_json import shown_target
from cloudfrontier.simulator.redaction import Redaction

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudfrontier.simulator.trace import Trace

__all__ = ["Printer", "refusal_line", "request_line"]

_LONGEST_TARGET = 200


def request_line(trace: Trace, *, at: float, show_secrets: bool) -> str:
    """`16:02:07 GET /old 301 FunctionGeneratedResponse from cloudfront 0.9 ms viewer-request=moved`."""
    target = trace.request.target
    if trace.request.querystring and not show_secrets:
        target = shown_target(trace, Redaction.of(trace))
    if len(target) > _LONGEST_TARGET:
        target = f"{target[:_LONGEST_TARGET]}..."
    ran = "".join(
        f" {step.event}={step.name}{' FAILED' if step.outcome == 'error' else ''}"
        for step in trace.events
        if step.ran
    )
    status, took = trace.response.status, trace.duration_ms
    return f"{_clock(int(at))} {trace.request.method} {target} {status} {trace.x_cache} {took:.1f} ms{ran}"


def refusal_line(status: int, why: str, *, at: float) -> str:
    """A connection that was closed before there was a request."""
    answered = f"{status}" if status else "closed"
    return f"{_clock(int(at))} - - {answered}: {why}"


@lru_cache(maxsize=2)
def _clock(second: int) -> str:
    return time.strftime("%H:%M:%S", time.localtime(second))


class Printer:
    """Prints the lines of one turn of the event loop together: writing one costs as much as writing ten."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._waiting: list[str] = []

    def __call__(self, line: str) -> None:
        """Print it at the end of this turn."""
        if not self._waiting:
            asyncio.get_running_loop().call_soon(self._print)
        self._waiting.append(line)

    def _print(self) -> None:
        lines, self._waiting = self._waiting, []
        self._tell("\n".join(lines))
