"""Reads what became of a worker's process into the outcome that callers are given.

The types of errors are Lambda's own where the handler's exception has none: `Sandbox.Timedout`,
`Runtime.OutOfMemory`, `Runtime.ExitError`, `Runtime.MarshalError`, `Function.ResponseSizeTooLarge`.
"""

from __future__ import annotations

import json
import signal
from typing import TYPE_CHECKING, NoReturn

from cloudfrontier.cloudfront.limits import LAMBDA_PAYLOAD
from cloudfrontier.simulator.lambda_runtime.channel import Reply
from cloudfrontier.simulator.lambda_runtime.outcome import HandlerError, HandlerOutcome
from cloudfrontier.simulator.lambda_runtime.process import Ended, TimedOut
from cloudfrontier.simulator.lambda_runtime.worker import protocol

if TYPE_CHECKING:
    from cloudfrontier.simulator.lambda_runtime.outcome import ErrorKind

__all__ = ["is_spent", "read_load", "read_notes", "read_result"]

_LAST = frozenset({protocol.REFUSED, protocol.NO_MEMORY, protocol.FATAL})

_OUT_OF_MEMORY = "Runtime.OutOfMemory"


def is_spent(reply: Reply | Ended | TimedOut) -> bool:
    """Whether the process cannot be used again: Lambda starts a new one after these."""
    return isinstance(reply, Ended | TimedOut) or reply.kind in _LAST


def read_notes(reply: Reply | Ended | TimedOut) -> tuple[str, ...]:
    """What the worker says that it cannot do here as Lambda does."""
    if not isinstance(reply, Reply) or reply.kind != protocol.READY:
        return ()
    return tuple(reply.body.decode("utf-8", "replace").splitlines())


def read_load(reply: Reply | Ended | TimedOut, *, seconds: float) -> HandlerOutcome:
    """An outcome that has the time of loading, and an error when the handler could not be loaded in time."""
    if isinstance(reply, TimedOut):
        message = f"the handler was not loaded within {seconds:.2f} seconds"
        error = HandlerError("init", "Sandbox.Timedout", message)
        return HandlerOutcome(error=error, init_ms=seconds * 1000)
    if isinstance(reply, Ended):
        return HandlerOutcome(error=_ended(reply))
    loaded = reply.kind == protocol.READY
    return HandlerOutcome(
        error=None if loaded else _exception(reply, "init"), init_ms=round(reply.seconds * 1000, 3)
    )


def read_result(reply: Reply | Ended | TimedOut, *, seconds: float) -> HandlerOutcome:
    """The outcome's value or error, and its time; the rest is known to who asks."""
    if isinstance(reply, TimedOut):
        error = HandlerError("timeout", "Sandbox.Timedout", f"Task timed out after {seconds:.2f} seconds")
        return HandlerOutcome(error=error, duration_ms=seconds * 1000)
    if isinstance(reply, Ended):
        return HandlerOutcome(error=_ended(reply))
    took = round(reply.seconds * 1000, 3)
    if reply.kind != protocol.RESULT:
        return HandlerOutcome(error=_error(reply), duration_ms=took)
    try:
        return HandlerOutcome(_STRICT.decode(reply.body.decode()), duration_ms=took)
    except (ValueError, RecursionError) as error:
        message = f"what was returned is no JSON: {error}"
        error_ = HandlerError("unserialisable", "Runtime.MarshalError", message)
        return HandlerOutcome(error=error_, duration_ms=took)


def _error(reply: Reply) -> HandlerError:
    if reply.kind == protocol.NO_JSON:
        text = reply.body.decode("utf-8", "replace")
        return HandlerError("unserialisable", "Runtime.MarshalError", text)
    if reply.kind == protocol.TOO_LARGE:
        size = reply.body.decode("utf-8", "replace")
        message = f"the returned value is {size} bytes of JSON, the limit is {LAMBDA_PAYLOAD}"
        return HandlerError("too-large", "Function.ResponseSizeTooLarge", message)
    return _exception(reply, "exception")


def _exception(reply: Reply, kind: ErrorKind) -> HandlerError:
    try:
        fault = dict(json.loads(reply.body))
    except (ValueError, TypeError, RecursionError):
        # the handler itself wrote this into the channel
        fault = {}
    message, lines = str(fault.get("message", "")), fault.get("trace")
    trace = tuple(map(str, lines)) if isinstance(lines, list) else ()
    if reply.kind == protocol.NO_MEMORY:
        return HandlerError("memory", "MemoryError", message or "the handler ran out of memory", trace)
    return HandlerError(kind, str(fault.get("type", "Runtime.Unknown")), message, trace)


def _ended(end: Ended) -> HandlerError:
    if end.code is None:
        return HandlerError("crash", "Runtime.ExitError", "the process cut its connection to the runtime")
    if end.code >= 0:
        message = f"Runtime exited with error: exit status {end.code}"
        return HandlerError("exit", "Runtime.ExitError", message)
    if -end.code == signal.SIGKILL:
        # nobody else kills with this signal: the system does when there is no memory left
        return HandlerError("memory", _OUT_OF_MEMORY, "the process was killed for want of memory")
    return HandlerError(
        "crash", "Runtime.ExitError", f"Runtime exited with error: signal: {_name(-end.code)}"
    )


def _name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is none")


_STRICT = json.JSONDecoder(parse_constant=_refuse)
"""Made once: `json.loads` makes one for each value that is read in a way of its own."""
