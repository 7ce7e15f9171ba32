"""From a function's code to what the engine is given: parsed, gated, compiled, its imports rewritten.

CloudFront finds a syntax error when a request comes in, not when the function is made; so here it is an
outcome of the run, in the words that CloudFront's engine has for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cloudfrontier.javascript.compile import as_script, compile_strict
from cloudfrontier.javascript.gate import find_unsupported
from cloudfrontier.javascript.parse import parse
from cloudfrontier.simulator.functions_runtime.needs import Needs, needs
from cloudfrontier.simulator.functions_runtime.outcome import FunctionError

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["LINES_ABOVE", "PreparedFunction", "prepare", "prepare_source"]

LINES_ABOVE = 10
"""Empty lines put above a function's code: every position below them is the function's, not the prelude's,
which is all on one line.
"""

HANDLER = 'typeof handler === "function" ? handler : undefined'
"""What a script ends with: the handler, also where it is a `let` and no property of the global object."""

KEPT = 128
EVERYTHING = Needs()


@dataclass(frozen=True)
class PreparedFunction:
    """Code that is ready to run, or the `error` that every run of it ends with.

    script: ends with the handler. needs: what of the prelude.
    """

    script: str
    error: FunctionError | None = None
    needs: Needs = EVERYTHING


@lru_cache(maxsize=KEPT)
def prepare(code: str, runtime: FunctionRuntime) -> PreparedFunction:
    """Make a function ready to run; code that does not compile comes back with its `error`."""
    return prepare_source(parse(code, runtime=runtime, name="function"))


def prepare_source(source: JsSource) -> PreparedFunction:
    """As `prepare`, for code that was parsed already."""
    if error := refusal(source):
        return PreparedFunction("", error=error)
    # strict mode is CloudFront's; the directive stands on a line of its own, so that no column moves
    script = '"use strict";' + "\n" * LINES_ABOVE + as_script(source) + "\n;" + HANDLER
    return PreparedFunction(script, needs=needs(source.text, source.runtime))


def refusal(source: JsSource) -> FunctionError | None:
    """The error with which CloudFront's engine refuses to compile the code."""
    for found in find_unsupported(source):
        if found.says.startswith("SyntaxError: "):
            return FunctionError("execution", f"{found.says} in {found.line}", found.line, found.column)
    fault = source.fault or compile_strict(source)
    if fault is None:
        return None
    return FunctionError(
        "execution", f"SyntaxError: {fault.message} in {fault.line}", fault.line, fault.column
    )
