"""What the engine asks of the world: run a function, invoke a handler, fetch from an origin.

Nothing else in it is I/O. The engine is given these three, a source of random bytes and a timer; so a test
passes fakes, and the same walk serves a test, a command and a server.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from cloudfrontier.cloudfront.outcomes import ORIGIN_UNREACHABLE
from cloudfrontier.simulator.functions_runtime import OriginChange

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudfrontier.cloudfront.distribution import Origin
    from cloudfrontier.cloudfront.events import FunctionEvent, LambdaEvent
    from cloudfrontier.cloudfront.message import Request, Response
    from cloudfrontier.cloudfront.outcomes import Outcome

__all__ = [
    "EagerHandlers",
    "FunctionPort",
    "HandlerPort",
    "OriginPort",
    "OriginUnavailableError",
    "RunResult",
]


@dataclass(frozen=True)
class RunResult:
    """What came of running edge code once; `value` counts only when `error` is empty.

    `error` says why nothing was returned, in one line or with the code's own stack below it. Times are
    milliseconds; `init_ms` is there when a handler's process was started for this run. `log_group` is where
    the logs are at AWS, and in which Region; `report` is the line that Lambda writes below them.
    `origin` is what a function asked of the request's origin. `secrets` are what the code may have read.
    """

    value: object = None
    error: str = ""
    throttled: bool = False
    logs: tuple[str, ...] = ()
    duration_ms: float = 0.0
    init_ms: float | None = None
    log_group: str = ""
    report: str = ""
    origin: OriginChange | None = None
    secrets: tuple[str, ...] = field(default=(), repr=False)


class FunctionPort(Protocol):
    """Runs CloudFront Functions by their name in the manifest."""

    def run(self, name: str, event: FunctionEvent, *, now: float, raw_query: str | None) -> RunResult:
        """One event through one function; never raises for what the function does.

        `now` is the Unix time that the function sees; `raw_query` is what `request.rawQueryString()` answers.
        """


class HandlerPort(Protocol):
    """Runs Lambda@Edge handlers by their name in the manifest."""

    def invoke(self, name: str, event: LambdaEvent) -> RunResult:
        """One event through one handler; never raises for what the handler does."""


@runtime_checkable
class EagerHandlers(HandlerPort, Protocol):
    """Handlers that may be asked by somebody who cannot wait."""

    def begin(self, name: str, event: LambdaEvent) -> RunResult | Callable[[], RunResult] | None:
        """As `invoke`, if that takes no time; or what waits for the answer: to be called once, by any thread.

        None: it is likely to take its time, and has not begun.
        """


class OriginPort(Protocol):
    """Answers what CloudFront sends to an origin."""

    def fetch(self, request: Request, origin: Origin, *, now: float) -> Response:
        """The origin's answer; `request.uri` has the origin's own path in front already.

        Raises:
            OriginUnavailableError: the origin gave no answer.
        """


class OriginUnavailableError(Exception):
    """An origin gave no answer: the reason for people, and what CloudFront tells the viewer.

    `connected`: there was a connection; without one CloudFront tries again. `waited`: seconds that CloudFront
    would have waited and nobody here did.
    """

    def __init__(
        self,
        reason: str,
        *,
        outcome: Outcome = ORIGIN_UNREACHABLE,
        connected: bool = True,
        waited: float = 0.0,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.outcome = outcome
        self.connected = connected
        self.waited = waited
