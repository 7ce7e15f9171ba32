"""The walk of a request as far as it can be taken without waiting, and the rest of it for another thread.

1. No function runs there, no origin is asked, nobody else is waited for: a cache hit comes to its end.
2. A handler whose process is warm, free and quick is asked, and given a moment to answer.
3. What must wait is walked from the start in another thread, with what handlers have answered by then: a
   walk does nothing but look before it waits, and stores nothing, so nothing happens twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NoReturn

from cloudfrontier.simulator.cache import Cache
from cloudfrontier.simulator.collapsing import Flights
from cloudfrontier.simulator.invocation import Invoker
from cloudfrontier.simulator.ports import EagerHandlers, HandlerPort, RunResult

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution import Association, Origin
    from cloudfrontier.cloudfront.events import FunctionEvent, LambdaEvent
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


@dataclass
class Asked:
    """What handlers have answered in one walk, in their order; the last may be what waits for its answer."""

    handlers: EagerHandlers
    answers: list[RunResult | Callable[[], RunResult]] = field(default_factory=list)

    def invoke(self, name: str, event: LambdaEvent) -> RunResult:
        """What the handler returns, if that can be had at once."""
        answer = self.handlers.begin(name, event)
        if answer is None:
            raise WouldWaitError(for_handler=True)
        self.answers.append(answer)
        if not isinstance(answer, RunResult):
            raise WouldWaitError(for_handler=True)
        return answer


@dataclass
class Remembering:
    """Handlers for the walk that waits: what they have answered already, then the handlers themselves."""

    handlers: HandlerPort
    answers: list[RunResult | Callable[[], RunResult]]

    def invoke(self, name: str, event: LambdaEvent) -> RunResult:
        """The next answer, waited for if need be."""
        if not self.answers:
            return self.handlers.invoke(name, event)
        answer = self.answers.pop(0)
        return answer if isinstance(answer, RunResult) else answer()

    def settle(self) -> None:
        """Wait for what was begun and is of no use any more: the object came into the cache meanwhile."""
        for answer in self.answers:
            if not isinstance(answer, RunResult):
                answer()


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
