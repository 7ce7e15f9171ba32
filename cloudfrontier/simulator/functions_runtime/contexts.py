"""Contexts as the functions of a runtime find them: opened one by one, each used for one function only.

1. A context depends on the runtime alone until it is started, so some can be opened before they are needed.
2. It is handed out once. Whoever took it throws it away, whatever came of the run.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfrontier.errors import InternalError
from cloudfrontier.javascript.engine import Context, JsFunction
from cloudfrontier.simulator.functions_runtime.absent import always_removed
from cloudfrontier.simulator.functions_runtime.host import Host
from cloudfrontier.simulator.functions_runtime.prelude_text import extension
from cloudfrontier.simulator.functions_runtime.prelude_text import harness as prelude_harness

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime
    from cloudfrontier.simulator.functions_runtime.given import Given
    from cloudfrontier.simulator.functions_runtime.needs import Needs

__all__ = ["Contexts", "OpenContext", "open_context"]

HOST = "\u0283"
"""The global by which the harness finds its host, and which it deletes; the gate refuses such names."""


@dataclass
class OpenContext:
    """A context with the harness that is the only door into it."""

    context: Context
    harness: JsFunction
    host: Host
    extended: bool = False

    def start(self, given: Given, needs: Needs) -> None:
        """Make it ready for a run; what the code needs is made once, however many runs follow."""
        self.host.begin(given.surroundings.store)
        self.harness("start", given.text(needs))
        if self.extended:
            return
        if needs.removals:
            self.context.evaluate(needs.removals)
        if needs.bounds:
            self.harness("extend", extension("bounds"))
        if needs.raw_query:
            self.harness("extend", extension("raw_query"))
        if needs.loads:
            self.harness("extend", extension("loader"))
        if needs.globals_ or needs.methods:
            self.harness("extend", extension("globals"))
        self.extended = True


def open_context(runtime: FunctionRuntime) -> OpenContext:
    """A new context, for a function of the runtime."""
    context = Context()
    host = Host(runtime)
    context.lend(HOST, host)
    harness = context.evaluate(always_removed(runtime) + prelude_harness())
    if harness is None:
        raise InternalError("the harness is no function")
    return OpenContext(context, harness, host)


class Contexts:
    """Opens contexts, and keeps those that were opened ahead. Use it from one thread at a time."""

    def __init__(self) -> None:
        self._ahead: dict[FunctionRuntime, deque[OpenContext]] = {}

    def take(self, runtime: FunctionRuntime) -> OpenContext:
        """A context that nobody has had."""
        ahead = self._ahead.get(runtime)
        return ahead.popleft() if ahead else open_context(runtime)

    def open_ahead(self, runtime: FunctionRuntime, count: int) -> None:
        """Open contexts until `count` wait: for the time between two requests, when nobody is waiting."""
        ahead = self._ahead.setdefault(runtime, deque())
        while len(ahead) < count:
            ahead.append(open_context(runtime))
