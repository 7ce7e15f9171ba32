"""One request on its way through the distribution: what the steps of the engine hand on to each other.

The only mutable state of the simulator besides the cache. It lives for one request, and `exchange` makes
values of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cloudfrontier.cloudfront.distribution import Behavior, Origin, OriginGroup
from cloudfrontier.cloudfront.events import EVENT_TYPES, EventType
from cloudfrontier.cloudfront.lifecycle import RequestState
from cloudfrontier.cloudfront.message import Request, Response
from cloudfrontier.errors import InternalError
from cloudfrontier.simulator.cache import StoredObject
from cloudfrontier.simulator.cache_key import CacheKey
from cloudfrontier.simulator.trace import CacheStep, EventStep, Exchange, OriginStep, StoreStep, Trace

__all__ = ["Passage"]

_ANSWERED = "CloudFront answered the request itself"


@dataclass
class Passage:
    """`sent` is the viewer's request; as soon as there is a `response`, the request is on its way back."""

    sent: Request
    now: float
    request_id: str
    hex_id: str
    request: Request
    """The viewer's request, as viewer-request left it."""
    behavior: Behavior | None = None
    origin: Origin | None = None
    group: OriginGroup | None = None
    """The origin group of the behavior; `origin` is the one of it that is asked."""
    second: Origin | None = None
    """The second origin of a group that a function made."""
    to_origin: Request | None = None
    """What the origin events see."""
    response: Response | None = None
    stale: StoredObject | None = None
    """An object that has expired, and that the origin may confirm."""
    leads: CacheKey | None = None
    """The key that others wait for until this request is done."""
    revalidates: bool = False
    """The stale object was served, and the origin is asked once the response is sent."""
    may_have_error_page: bool = False
    """CloudFront refused the request itself, for a reason for which it has custom error pages, too."""
    error: Response | None = None
    """The error that a custom error page has taken the place of."""
    etag: str = ""
    """The ETag that the origin sent."""
    x_cache: str = ""
    edge_error: bool = False
    state: RequestState = field(default_factory=RequestState)
    events: dict[EventType, EventStep] = field(default_factory=dict)
    cache: CacheStep = field(default_factory=lambda: CacheStep("not looked up", why=_ANSWERED))
    origin_step: OriginStep | None = None
    store: StoreStep | None = None
    notes: list[str] = field(default_factory=list)

    def answer(self, response: Response, x_cache: str, *, state: RequestState) -> None:
        """The response that goes back, and the facts that decide which events still run."""
        self.response = response
        self.x_cache = x_cache
        self.state = state

    def exchange(self, duration_ms: float) -> Exchange:
        """Everything as values, once the last step is done.

        Raises:
            InternalError: no step answered the request, which the table of steps makes impossible.
        """
        if self.response is None:
            raise InternalError("the request came to its end without a response")
        first, second, third, fourth = (self.events[event] for event in EVENT_TYPES)
        trace = Trace(
            request_id=self.request_id,
            request=self.sent,
            behavior=self.behavior.path_pattern if self.behavior else "",
            events=(first, second, third, fourth),
            cache=self.cache,
            origin=self.origin_step,
            store=self.store,
            response=self.response,
            x_cache=self.x_cache,
            notes=tuple(self.notes),
            duration_ms=duration_ms,
            edge_error=self.edge_error,
        )
        return Exchange(self.response, trace)
