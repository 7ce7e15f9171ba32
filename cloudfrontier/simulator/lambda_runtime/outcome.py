"""What came of one invocation of a handler: a value or an error, with logs, times and memory, as data.

Nothing that a handler does is an exception here: it raises, runs forever, crashes or returns nonsense, and
the caller is told which of these it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

__all__ = ["ERROR_KINDS", "ErrorKind", "HandlerError", "HandlerOutcome"]

ErrorKind = Literal["exception", "timeout", "memory", "exit", "crash", "unserialisable", "init", "too-large"]
"""exception: it raised; timeout: killed when its time was over; memory: it ran out of memory; exit: the
process ended by itself; crash: a signal ended it, or it cut its connection to the runtime; unserialisable: it
returned what is no JSON; init: its module could not be loaded, or has no such handler; too-large: it returned
more than Lambda takes.

Lambda calls each of these a failed invocation, so CloudFront answers all of them with 503,
`LambdaExecutionError from cloudfront`
(https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-503-service-unavailable.html, read
2026-04).
"""

ERROR_KINDS: tuple[ErrorKind, ...] = get_args(ErrorKind)


@dataclass(frozen=True)
class HandlerError:
    """Why nothing was returned.

    `type` is the exception's class, or Lambda's own name such as `Runtime.ImportModuleError`. `traceback` is
    what a person reads, a line each, outermost call first: only frames of the handler's own files, named
    relative to the root of its zip.
    """

    kind: ErrorKind
    type: str
    message: str
    traceback: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.type}: {self.message}" if self.message else self.type


@dataclass(frozen=True)
class HandlerOutcome:
    """One invocation; `value` counts only when `error` is None.

    `duration_ms` is the handler's own time, `init_ms` that of loading its module (0 when the process was
    warm). `memory_mb` is the most that the process has ever held, interpreter included, as in Lambda's REPORT
    line. `cold`: a process was started for this invocation. `logs` are the lines that it wrote to stdout and
    stderr.
    """

    value: object = None
    error: HandlerError | None = None
    logs: tuple[str, ...] = ()
    duration_ms: float = 0.0
    init_ms: float = 0.0
    memory_mb: int = 0
    cold: bool = False
