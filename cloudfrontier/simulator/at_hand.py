"""The walk of a request as far as it can be taken without waiting, and the rest of it for another thread.

1. No function runs there, no origin is asked, nobody else is waited for: a cache hit comes to its end.
2. A handler whose process is warm, free and quick is asked, and given a moment to answer.
3. What must wait is walked from the start in another thread, with what handlers have answered by then: a
   walk does nothing but look before it waits, and stores nothing, so nothing happens twice.
4. The cache may have changed between the two walks: an answer counts only for the event it was given for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NoReturn

from cloudfrontier.cloudfront.events import LambdaEvent
from cloudfrontier.simulator.cache import Cache
from cloudfrontier.simulator.collapsing import Flights
from cloudfrontier.simulator.invocation import Invoker
from cloudfrontier.simulator.ports import EagerHandlers, HandlerPort, RunResult

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution import Association, Origin
    from cloudfrontier.cloudfront.events import FunctionEvent
    from cloudfrontier.cloudfront.message import Request
    from cloudfrontier.simulator.cache import StoredObject
    from cloudfrontier.simulator.cache_key import CacheKey
    from cloudfrontier.simulator.invocation import Occasion
    from cloudfrontier.simulator.parts import Parts

__all__ = ["Asked", "Remembering", "WouldWaitError", "asking", "never_waiting"]


class WouldWaitError(Exception):
    """The next step takes its time; `for_handler`: it is a handler that would have to be asked."""

    def __init__(self, *, for_handler: bool = False) -> None:
        super().__init__("the next step takes its time")
        self.for_handler = for_handler


def never_waiting(parts: Parts) -> Parts:
    """The same parts, but that whatever takes time raises `WouldWaitError` in place of being done."""
    cache = _ReadOnlyCache(parts.cache)
    return replace(parts, invoker=_NoInvoker(), origins=_NoOrigins(), flights=_NoFlights(), cache=cache)


@dataclass(frozen=True)
class _Answer:
    """What a handler has answered to an event, or what waits for that."""

    name: str
    event: LambdaEvent
    given: RunResult | Callable[[], RunResult]


@dataclass
class Asked:
    """What handlers have answered in one walk, in their order; that of the last one may not be there yet."""

    handlers: EagerHandlers
    answers: list[_Answer] = field(default_factory=list)

    def invoke(self, name: str, event: LambdaEvent) -> RunResult:
        """What the handler returns, if that can be had at once."""
        answer = self.handlers.begin(name, event)
        if answer is None:
            raise WouldWaitError
        self.answers.append(_Answer(name, event, answer))
        if not isinstance(answer, RunResult):
            raise WouldWaitError
        return answer


class Remembering:
    """Handlers for the walk that waits: what they have answered already, then the handlers themselves.

    Making it waits for all answers: a walk may have to wait for another, which must not wait for a process
    that is at work for this one. They may be of no use any more: the object is in the cache now, or has gone.
    """

    def __init__(self, asked: Asked) -> None:
        self._handlers: HandlerPort = asked.handlers
        self._answers = [
            (
                answer.name,
                answer.event,
                answer.given if isinstance(answer.given, RunResult) else answer.given(),
            )
            for answer in asked.answers
        ]

    def invoke(self, name: str, event: LambdaEvent) -> RunResult:
        """The next answer, if it was given for this event."""
        if self._answers:
            asked_name, asked_event, given = self._answers.pop(0)
            if (asked_name, asked_event) == (name, event):
                return given
            self._answers = []
        return self._handlers.invoke(name, event)


def asking(parts: Parts, invoker: Invoker, asked: Asked) -> Parts:
    """Parts as of `never_waiting`, but that handlers are asked."""
    return replace(parts, invoker=invoker.with_ports(functions=_NoFunctions(), handlers=asked))


class _NoInvoker(Invoker):
    def __init__(self) -> None:
        """There is nothing to run, and nothing to run it with."""

    def run(self, association: Association, occasion: Occasion) -> NoReturn:  # noqa: ARG002  the signature of what it stands for
        raise WouldWaitError(for_handler=association.kind == "handler")


class _NoFunctions:
    def run(self, name: str, event: FunctionEvent, *, now: float, raw_query: str | None) -> NoReturn:  # noqa: ARG002  as above
        raise WouldWaitError


class _NoOrigins:
    def fetch(self, request: Request, origin: Origin, *, now: float) -> NoReturn:  # noqa: ARG002  as above
        raise WouldWaitError


class _ReadOnlyCache(Cache):
    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def get(self, key: CacheKey) -> StoredObject | None:
        return self._cache.get(key)

    def put(self, key: CacheKey, stored: StoredObject) -> NoReturn:  # noqa: ARG002  as above
        raise WouldWaitError


class _NoFlights(Flights):
    def leads(self, key: CacheKey) -> NoReturn:  # noqa: ARG002  as above
        raise WouldWaitError
