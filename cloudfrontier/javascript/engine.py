"""A small door to quickjs-ng: one file knows the binding's habits, and another engine could take its place.

The rules kept here, each because a probe of the binding broke without it:

1. Only strings and numbers go in and only strings come out. A string with a NUL is cut on the way out, and a
   lone surrogate raises a `SystemError`: callers pass JSON with `ensure_ascii` and return `JSON.stringify`,
   which escape both.
2. With a time limit set, a script cannot call Python. But what watches the limit stays where the limit is
   taken back in the middle of a call: see `deadline`. A function that Python lends must not refer to the
   context, or neither is freed, and must not raise, for the engine loses what it raises.
3. When memory runs out the engine often has none left for an error object and throws `null`; a `throw null`
   of the function looks the same. That is the kind `null`: the caller decides.
4. The time limit is CPU time of the process and starts anew with every call; a deadline does not.
5. Pending jobs (promises) run only when asked to, one by one.
6. A whole number beyond 32 bits is cut on the way in, so numbers go in as floats; a string that `+` made
   long may be a rope, which the binding cannot read: join pieces instead.
7. Columns are counted in bytes of UTF-8; `column_in` makes them characters.
8. A few builtins loop in native code and look at no limit (`new Array(4e9).join()`): whoever runs foreign
   code bounds them first.
9. A context belongs to one invocation; none is ever used again after an error.
10. A script with a NUL ends there, but `eval` inside of a context takes it whole: whoever runs foreign code
    has it compiled there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, cast

import quickjs

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "KINDS",
    "STACK_BYTES",
    "Context",
    "EngineError",
    "ErrorKind",
    "JsFunction",
    "column_in",
    "positions_in",
]

STACK_BYTES = 256 * 1024
"""The engine's own stack: small enough for every thread but musl's default, about 1,500 calls deep."""

ErrorKind = Literal["thrown", "null", "memory", "time"]
KINDS: dict[str, ErrorKind] = {
    "null": "null",
    "InternalError: out of memory": "memory",
    "InternalError: string too long": "memory",
    "[uninitialized]": "memory",
    "InternalError: interrupted": "time",
}
"""The engine's own messages; whatever else is thrown is the script's."""

DEADLINE = "\u0282"
"""The global that stands for a moment while a deadline is set: a name that the gate refuses."""

# The text of an exception is `Name: message`, then a line a frame, or `undefined` where there is no stack.
TRACE = re.compile(r"\n(?:    at |undefined$|$)")
POSITION = re.compile(r"<input>:(\d+):(\d+)")


class EngineError(Exception):
    """What a script threw, or which limit ended it.

    kind: `thrown`; `null` (`throw null`, or no memory left); `memory`; `time`. positions: line and column
    of each frame, 1-based, innermost first; `line` and `column` are the first of them, or 0.
    """

    def __init__(self, kind: ErrorKind, message: str, positions: tuple[tuple[int, int], ...] = ()) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.positions = positions
        self.line, self.column = positions[0] if positions else (0, 0)


class JsFunction:
    """A function inside a context, called from outside of it."""

    def __init__(self, handle: object) -> None:
        self.handle = handle

    def __call__(self, *arguments: str | float | JsFunction | None) -> str:
        """The function's result, which must be a string; anything else reads as an empty one.

        Raises:
            EngineError: it threw, or a limit was met.
        """
        plain = [plain_value(item) for item in arguments]
        try:
            result = cast("quickjs.Object", self.handle)(*plain)
        except quickjs.JSException as error:
            raise explain(str(error)) from None
        return result if isinstance(result, str) else ""


def plain_value(value: str | float | JsFunction | None) -> object:
    """An argument as the binding takes it."""
    if isinstance(value, JsFunction):
        return value.handle
    return float(value) if isinstance(value, int | float) else value


class Relief:
    """Something in a context that takes the time limit back as soon as the context drops it."""

    def __init__(self, context: quickjs.Context) -> None:
        self.context = context

    def __call__(self) -> None:
        """Only what can be called can be put into a context."""

    def __del__(self) -> None:
        self.context.set_time_limit(-1.0)


class Context:
    """One realm of JavaScript with its own heap."""

    def __init__(self, *, stack_bytes: int = STACK_BYTES) -> None:
        self._context = quickjs.Context()
        self._context.set_max_stack_size(stack_bytes)

    def limit(
        self,
        *,
        memory_bytes: int | None = None,
        most_held: int | None = None,
        cpu_seconds: float | None = None,
    ) -> None:
        """Set limits: memory on top of what is held now, or in all; time from the start of each call.

        To ask for what is held now walks through the whole heap: `most_held` spares that.
        """
        if memory_bytes is not None:
            most_held = self.memory_held() + memory_bytes
        if most_held is not None:
            self._context.set_memory_limit(most_held)
        if cpu_seconds is not None:
            # 0 or less would mean no limit at all
            self._context.set_time_limit(max(cpu_seconds, 1e-6))

    def deadline(self, cpu_seconds: float) -> None:
        """Let everything from now on share so much CPU time, until `limit` sets another; it may call Python.

        Raises:
            EngineError: a limit was met already.
        """
        self._context.add_callable(DEADLINE, Relief(self._context))
        self.limit(cpu_seconds=cpu_seconds)
        self.evaluate(f"delete globalThis.{DEADLINE};0")

    def lend(self, name: str, function: Callable[..., str]) -> None:
        """Make a function of Python's a global of that name; see rules 1 and 2."""
        self._context.add_callable(name, function)

    def memory_held(self) -> int:
        """Bytes that the context holds now, as its allocator counts them."""
        held: int = self._context.memory()["malloc_size"]
        return held

    def evaluate(self, source: str) -> JsFunction | None:
        """Run a script; a function that it ends with can be called later.

        U+0000, which ends a text for the binding, is read as U+0001, which is legal where it is: no position
        moves, and what does not compile is found all the same.

        Raises:
            EngineError: it does not compile, it threw, or a limit was met.
        """
        try:
            result = self._context.eval(source.replace("\0", "\1"))
        except quickjs.JSException as error:
            raise explain(str(error)) from None
        return JsFunction(result) if isinstance(result, quickjs.Object) else None

    def run_job(self) -> bool:
        """Run one pending job of a promise; False when there is none.

        Raises:
            EngineError: a limit was met while it ran.
        """
        try:
            ran: bool = self._context.execute_pending_job()
        except quickjs.JSException as error:
            raise explain(str(error)) from None
        return ran


def explain(text: str) -> EngineError:
    """Read the binding's text of an exception."""
    cut = TRACE.search(text)
    message = text[: cut.start()] if cut else text
    return EngineError(KINDS.get(message, "thrown"), message, positions_in(text[len(message) :]))


def positions_in(trace: str) -> tuple[tuple[int, int], ...]:
    """Line and column of each frame of a stack that is in a script."""
    return tuple((int(found[1]), int(found[2])) for found in POSITION.finditer(trace))


def column_in(script: str, line: int, column: int) -> int:
    """The column in characters of a position that the engine gave for a script."""
    if script.isascii():
        return column
    lines = script.split("\n")
    text = lines[line - 1] if line <= len(lines) else ""
    return len(text.encode()[: column - 1].decode(errors="ignore")) + 1
