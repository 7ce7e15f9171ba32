"""CloudFront's walk: one request through the steps of the lifecycle, in the order of its table, without I/O.

1. `lifecycle.order` says which steps there are; `STEPS` below says what is done at each.
2. Code runs, and origins answer, through ports; time and randomness are arguments.
3. Whatever edge code does ends in a response, as it does at CloudFront; the trace says why.
4. What is not simulated is named in `NOT_SIMULATED`, with the reason.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.lifecycle import DEFAULT_OPTIONS, StepId, order
from cloudfrontier.cloudfront.limits import AWS_LIMITS
from cloudfrontier.cloudfront.message import Request
from cloudfrontier.simulator import inbound, looking_up, origin_side, outbound, storing
from cloudfrontier.simulator.at_hand import Asked, Remembering, WouldWaitError, asking, never_waiting
from cloudfrontier.simulator.cache import Cache
from cloudfrontier.simulator.failover import settle_origin_response
from cloudfrontier.simulator.invocation import Invoker
from cloudfrontier.simulator.origin_errors import answer_error
from cloudfrontier.simulator.parts import Parts
from cloudfrontier.simulator.passage import Passage
from cloudfrontier.simulator.ports import EagerHandlers
from cloudfrontier.simulator.repeats import Repeats, again
from cloudfrontier.simulator.signature.keys import check_keys
from cloudfrontier.simulator.subrequest import revalidate
from cloudfrontier.simulator.viewers import NO_VIEWERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudfrontier.cloudfront.distribution import Distribution
    from cloudfrontier.cloudfront.lifecycle import LifecycleOptions
    from cloudfrontier.cloudfront.limits import Limits
    from cloudfrontier.simulator.parts import Timer
    from cloudfrontier.simulator.ports import FunctionPort, HandlerPort, OriginPort
    from cloudfrontier.simulator.trace import Exchange
    from cloudfrontier.simulator.viewers import Viewers

__all__ = ["NOT_SIMULATED", "STEPS", "Engine"]

STEPS: dict[StepId, Callable[[Parts, Passage], None]] = {
    "size-limits": inbound.check_size_limits,
    "behavior": inbound.choose_behavior,
    "viewer-protocol": inbound.check_viewer_protocol,
    "allowed-methods": inbound.check_allowed_methods,
    "geo-restriction": inbound.check_country,
    "default-root-object": inbound.apply_default_root_object,
    "signature": inbound.verify_signature,
    "viewer-request": inbound.run_viewer_request,
    "cache-lookup": looking_up.look_up,
    "origin-request": origin_side.run_origin_request,
    "origin": origin_side.fetch,
    "origin-response": settle_origin_response,
    "error-page": answer_error,
    "store": storing.store,
    "viewer-response": outbound.run_viewer_response,
    "response-headers-policy": outbound.apply_policy,
    "send": outbound.send,
}
"""What is done at each step; a step leaves alone what an earlier one has decided."""

NOT_SIMULATED: dict[StepId, str] = {
    "waf": "AWS WAF has its own rules, which no project names",
}
"""Steps at which nothing happens, with the reason."""


@dataclass(frozen=True)
class _Begun:
    """A request that has come in: what does not change however often its walk is begun."""

    request: Request
    now: float
    request_id: str
    started: float


class Engine:
    """A distribution that answers requests; `cache` may be shared or handed in anew for a fresh start.

    `entropy(n)` gives n random bytes, `timer` seconds for durations. `shows_sent_request`: viewer-response is
    shown the request as the viewer sent it; by default as viewer-request left it, which was OBSERVED for
    CloudFront Functions (2026-07) and is UNCERTAIN for Lambda@Edge. `viewers` tells where viewers are.

    Raises:
        MissingToolError: the distribution has trusted key groups, and `cryptography` is not installed.
        UsageError: a public key is none that CloudFront takes.
    """

    def __init__(  # noqa: PLR0913 - everything that is real is wired here, by name
        self,
        distribution: Distribution,
        *,
        functions: FunctionPort,
        handlers: HandlerPort,
        origins: OriginPort,
        entropy: Callable[[int], bytes],
        timer: Timer,
        cache: Cache | None = None,
        limits: Limits = AWS_LIMITS,
        options: LifecycleOptions = DEFAULT_OPTIONS,
        shows_sent_request: bool = False,
        viewers: Viewers = NO_VIEWERS,
    ) -> None:
        check_keys(key for behavior in distribution.behaviors for key in behavior.signers or ())
        self._viewers = viewers
        self._eager = handlers if isinstance(handlers, EagerHandlers) else None
        self._entropy = entropy
        self._hex_id = entropy(16).hex()
        self._steps = tuple(STEPS[step.id] for step in order(options) if step.id in STEPS)
        self._parts = Parts(
            distribution=distribution,
            invoker=Invoker(distribution, functions=functions, handlers=handlers, limits=limits),
            origins=origins,
            cache=Cache() if cache is None else cache,
            timer=timer,
            options=options,
            shows_sent_request=shows_sent_request,
            viewers=viewers,
        )
        self._never_waiting = never_waiting(self._parts)
        self._repeats = Repeats(self._parts.cache)

    def handle(self, request: Request, *, now: float) -> Exchange:
        """The response to the request and its trace; `now` is a Unix time in seconds."""
        return self._walk(self._parts, self._begun(request, now))

    def begin(
        self, request: Request, *, now: float, may_ask: bool = True
    ) -> Exchange | Callable[[], Exchange]:
        """The same if it takes no time: a cache hit, or an answer of CloudFront's own; or else what gives it.

        That takes its time, and must be called once, from any thread: a handler may have been asked already,
        and nobody else has its process until then. None is asked if not `may_ask`: for whom that must wait.
        """
        begun = self._begun(request, now)
        known = self._repeats.find(begun.request, now=now)
        if known is not None:
            return again(known, request_id=begun.request_id, duration_ms=self._since(begun))
        try:
            return self._walk(self._never_waiting, begun)
        except WouldWaitError as wait:
            if self._eager is None or not may_ask or not wait.for_handler:
                return partial(self._walk, self._parts, begun)
        return self._ask(begun, Asked(self._eager))

    def _ask(self, begun: _Begun, asked: Asked) -> Exchange | Callable[[], Exchange]:
        """As `begin`, and handlers are asked."""
        try:
            return self._walk(asking(self._never_waiting, self._parts.invoker, asked), begun)
        except Exception:  # noqa: BLE001  a fault comes again below, once what has begun has ended
            return partial(self._go_on, begun, asked)

    def _go_on(self, begun: _Begun, asked: Asked) -> Exchange:
        """The walk from the start, with what handlers have answered already."""
        invoker = self._parts.invoker.with_ports(handlers=Remembering(asked))
        return self._walk(replace(self._parts, invoker=invoker), begun)

    def _begun(self, request: Request, now: float) -> _Begun:
        request = self._viewers.located(request)
        return _Begun(request, now, request_id=self._request_id(), started=self._parts.timer())

    def _walk(self, parts: Parts, begun: _Begun) -> Exchange:
        request = begun.request
        passage = Passage(
            sent=request, request=request, now=begun.now, request_id=begun.request_id, hex_id=self._hex_id
        )
        try:
            for step in self._steps:
                step(parts, passage)
        finally:
            if passage.leads is not None:
                parts.flights.land(passage.leads)
        if passage.revalidates:
            _note_revalidation(passage, revalidate(parts, passage))
        exchange = passage.exchange(self._since(begun))
        if parts is self._never_waiting:
            self._repeats.keep(passage, exchange)
        return exchange

    def _since(self, begun: _Begun) -> float:
        """Milliseconds that a request has taken."""
        return (self._parts.timer() - begun.started) * 1000

    def _request_id(self) -> str:
        """56 characters that end in `==`, as those of `X-Amz-Cf-Id` do (OBSERVED)."""
        return base64.urlsafe_b64encode(self._entropy(40)).decode("ascii")


def _note_revalidation(passage: Passage, background: Passage) -> None:
    step = background.origin_step
    told = "was not asked" if step is None else f"answered {step.status or 'nothing'}"
    passage.notes.append(f"in the background the origin {told}")
