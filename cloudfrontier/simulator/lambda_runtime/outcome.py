"""What came of one invocation of a handler: a value or an error, with logs, times and memory, as data.

Nothing that a handler does is an exception here: it raises, runs forever, crashes or returns nonsense, and
the caller is told which of these it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from cloudfrontier.simulator.lambda_runtime.report import cloudwatch_lines, report_line

__all__ = ["ERROR_KINDS", "ErrorKind", "HandlerError", "HandlerOutcome"]

ErrorKind = Literal[
    "exception", "timeout", "memory", "exit", "crash", "unserialisable", "init", "too-large", "throttled"
]
"""exception: it raised; timeout: killed when its time was over; memory: it ran out of memory; exit: the
process ended by itself; crash: a signal ended it, or it cut its connection to the runtime; unserialisable: it
returned what is no JSON; init: its module could not be loaded, or has no such handler; too-large: it returned
more than Lambda takes; throttled: it was not run, as too many were running in the Region.

Lambda calls each of these but the last a failed invocation, so CloudFront answers all of them with 503,
`LambdaExecutionError from cloudfront`, and the last with 503, `LambdaLimitExceeded from cloudfront`
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
    warm); when the module had to be loaded again, that counts as the handler's, and `init_reports` has what
    Lambda says of the first time. `memory_mb` is the most that the process has ever held, interpreter
    included, as in Lambda's REPORT line. `cold`: a process was started for this invocation. `logs` are the
    lines that it wrote to stdout and stderr; in CloudWatch they stand in `log_group` of `region`, between
    Lambda's own lines (`cloudwatch`).
    """

    value: object = None
    error: HandlerError | None = None
    logs: tuple[str, ...] = ()
    duration_ms: float = 0.0
    init_ms: float = 0.0
    memory_mb: int = 0
    cold: bool = False
    request_id: str = ""
    memory_size_mb: int = 0
    region: str = ""
    log_group: str = ""
    init_reports: tuple[str, ...] = ()

    @property
    def report(self) -> str:
        """Lambda's REPORT line; empty when it was throttled."""
        return report_line(self)

    @property
    def cloudwatch(self) -> tuple[str, ...]:
        """The whole log of the invocation."""
        return cloudwatch_lines(self)
