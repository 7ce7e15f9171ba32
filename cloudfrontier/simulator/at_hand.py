"""The walk of a request that must not wait: no code runs, no origin is asked, nobody else is waited for.

A server can take that walk where it reads its requests, and hand on only what it cannot answer so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

from cloudfrontier.simulator.collapsing import Flights
from cloudfrontier.simulator.invocation import Invoker

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution import Association, Origin
    from cloudfrontier.cloudfront.message import Request
    from cloudfrontier.simulator.cache_key import CacheKey
    from cloudfrontier.simulator.invocation import Occasion
    from cloudfrontier.simulator.parts import Parts

__all__ = ["WouldWaitError", "never_waiting"]


class WouldWaitError(Exception):
    """The next step takes its time; nothing has happened so far that another walk would notice."""


def never_waiting(parts: Parts) -> Parts:
    """The same parts, but that whatever takes time raises `WouldWaitError` in place of being done."""
    return replace(parts, invoker=_NoInvoker(), origins=_NoOrigins(), flights=_NoFlights())


class _NoInvoker(Invoker):
    def __init__(self) -> None:
        """There is nothing to run, and nothing to run it with."""

    def run(self, association: Association, occasion: Occasion) -> NoReturn:  # noqa: ARG002  the signature of what it stands for
        raise WouldWaitError


class _NoOrigins:
    def fetch(self, request: Request, origin: Origin, *, now: float) -> NoReturn:  # noqa: ARG002  as above
        raise WouldWaitError


class _NoFlights(Flights):
    def leads(self, key: CacheKey) -> NoReturn:  # noqa: ARG002  as above
        raise WouldWaitError
