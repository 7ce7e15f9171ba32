"""One invocation the short way, for code that needs nothing of the host while it runs, as most code does.

1. Its context holds the engine's builtins and one small function, so it is made in half the time.
2. What came of it is believed where the handler returned an object, and where its time was over. Whatever
   else it did (it threw, it wanted too much memory, it returned a text, an array, a promise) is for a full
   run in another context to tell: a run is the same every time.
"""

from __future__ import annotations

import json
import time
from functools import cache
from typing import TYPE_CHECKING, Any

from cloudfrontier.javascript.engine import EngineError
from cloudfrontier.simulator.functions_runtime.contexts import open_direct
from cloudfrontier.simulator.functions_runtime.invocation import out_of_time
from cloudfrontier.simulator.functions_runtime.outcome import FunctionOutcome
from cloudfrontier.simulator.functions_runtime.texts import as_at_cloudfront

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime
    from cloudfrontier.simulator.functions_runtime.contexts import DirectContext
    from cloudfrontier.simulator.functions_runtime.invocation import RunLimits
    from cloudfrontier.simulator.functions_runtime.prepare import PreparedFunction

__all__ = ["DirectRun"]

EMPTY = "{}"
"""Also what a promise is as JSON."""


class DirectRun:
    """The state of one invocation while it goes on, in a context that nobody has used."""

    def __init__(
        self, function: PreparedFunction, runtime: FunctionRuntime, opened: DirectContext, limits: RunLimits
    ) -> None:
        self.function, self.runtime, self.opened, self.limits = function, runtime, opened, limits
        if function.needs.removals:
            opened.context.evaluate(function.needs.removals)
        self.started = time.thread_time()
        opened.context.limit(most_held=held_before(runtime) + limits.memory_bytes)
        # a deadline also holds while the engine makes a text of what was thrown
        opened.context.deadline(limits.cpu_ms / 1000)

    def outcome(self, event: str, *, weighs: bool) -> FunctionOutcome | None:
        """What came of it, for an event as JSON; None where a full run has to tell."""
        try:
            value = self.value(event)
        except EngineError as error:
            if error.kind != "time" or self.cpu_ms < self.limits.cpu_ms:
                return None
            return FunctionOutcome(None, "undefined", (), out_of_time(self.limits), self.cpu_ms, 0)
        except RecursionError:
            return None
        if value is None:
            return None
        cpu_ms = self.cpu_ms
        held = self.opened.context.memory_held() - held_before(self.runtime) if weighs else 0
        return FunctionOutcome(value, "object", (), None, cpu_ms, max(0, held))

    def value(self, event: str) -> dict[str, Any] | None:
        """The object that the handler returned.

        Raises:
            EngineError: it threw, or a limit was met.
            RecursionError: the object is nested too deeply to be read.
        """
        handler = self.opened.context.evaluate(self.function.script)
        text = "" if handler is None else self.opened.call(handler, event)
        if len(text) <= len(EMPTY):
            return None
        value = json.loads(as_at_cloudfront(text, self.runtime))
        return value if isinstance(value, dict) else None

    @property
    def cpu_ms(self) -> float:
        """CPU time that it has used."""
        return (time.thread_time() - self.started) * 1000


@cache
def held_before(runtime: FunctionRuntime) -> int:
    """Bytes that such a context holds before a function runs: the same each time."""
    return open_direct(runtime).context.memory_held()
