"""Contexts as the functions of a runtime find them: opened one by one, each used for one function only.

Whoever opened one throws it away, whatever came of the run. To open some ahead gains nothing that could be
measured: one that was opened early is no longer in the processor's cache.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cloudfrontier.errors import InternalError
from cloudfrontier.javascript.engine import Context, JsFunction
from cloudfrontier.simulator.functions_runtime.absent import always_removed
from cloudfrontier.simulator.functions_runtime.given import Given
from cloudfrontier.simulator.functions_runtime.host import Host
from cloudfrontier.simulator.functions_runtime.prelude_text import direct as direct_harness
from cloudfrontier.simulator.functions_runtime.prelude_text import extension
from cloudfrontier.simulator.functions_runtime.prelude_text import harness as prelude_harness

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime
    from cloudfrontier.simulator.functions_runtime.needs import Needs

__all__ = ["DirectContext", "OpenContext", "open_context", "open_direct"]

HOST = "\u0283"
"""The global by which the harness finds its host, and which it deletes; the gate refuses such names."""

KEPT = 128


@dataclass
class OpenContext:
    """A context with the harness that is the only door into it.

    held: bytes that it holds when it is ready for a run, and nothing has run in it.
    """

    context: Context
    harness: JsFunction
    host: Host
    extended: bool = False
    held: int = 0
    given: Given | None = None

    def start(self, given: Given, needs: Needs) -> None:
        """Make it ready for a run; what the code needs is made once, however many runs follow."""
        self.host.begin(given.surroundings.store)
        if given != self.given:
            self.harness("start", given.text(needs))
            self.given = given
        if not self.extended:
            self.extend(needs)
            self.held = held_before(given.runtime, needs)

    def extend(self, needs: Needs) -> None:
        """Make what the code needs."""
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


@dataclass(frozen=True)
class DirectContext:
    """A context without a host, and the function that calls a handler in it."""

    context: Context
    call: JsFunction


def open_context(runtime: FunctionRuntime) -> OpenContext:
    """A new context, for a function of the runtime."""
    context = Context()
    host = Host(runtime)
    context.lend(HOST, host)
    return OpenContext(context, made(context, always_removed(runtime) + prelude_harness()), host)


def open_direct(runtime: FunctionRuntime) -> DirectContext:
    """A new context, for a function of the runtime that needs no more than builtins."""
    context = Context()
    return DirectContext(context, made(context, always_removed(runtime) + direct_harness()))


def made(context: Context, script: str) -> JsFunction:
    """The function that a script of ours ends with."""
    function = context.evaluate(script)
    if function is None:
        raise InternalError("the harness is no function")
    return function


@lru_cache(KEPT)
def held_before(runtime: FunctionRuntime, needs: Needs) -> int:
    """What a context holds that is ready for a run: the same each time, so it is weighed once."""
    opened = open_context(runtime)
    opened.harness("start", Given(runtime, 0, 0).text(needs))
    opened.extend(needs)
    return opened.context.memory_held()
