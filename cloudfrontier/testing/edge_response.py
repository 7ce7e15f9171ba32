"""A response as tests look at it: status, headers, body, and how it came about."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.message import Headers
from cloudfrontier.simulator.trace import Trace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from cloudfrontier.cloudfront.events import EventType
    from cloudfrontier.simulator.trace import CacheStep, EventStep, Exchange

__all__ = ["EdgeResponse"]


@dataclass(frozen=True, repr=False)
class EdgeResponse:
    """What the viewer got; `trace` says what happened at each step."""

    status: int
    headers: Headers
    body: bytes
    trace: Trace

    def __repr__(self) -> str:
        """What a failed assertion should say, without cookies: status, X-Cache, what was asked, what ran."""
        request = self.trace.request
        ran = ", ".join(f"{step.name} at {step.event}" for step in self.trace.events if step.ran)
        asked = f"{request.method} {request.uri}"
        return f"<{self.trace.response.status_line}, {self.x_cache}: {asked}; ran: {ran or 'nothing'}>"

    @classmethod
    def of(cls, exchange: Exchange) -> EdgeResponse:
        """The response of one walk."""
        response = exchange.response
        return cls(response.status, response.headers, response.body, exchange.trace)

    def expect(self, **parts: Any) -> Self:
        """Assert parts of the response, in the words of `cloudfrontier.testing.response_view`.

            client.get("/old").expect(status=301, headers={"location": "/new"}, cache="not looked up")

        Raises:
            AssertionError: something differs; all that does is told, and how the response came about.
            UsageError: there is no such part, or a condition in it is none.
        """
        __tracebackhide__ = True  # pytest shows the line of the test, not this one
        from cloudfrontier.testing.asserting import check_response  # noqa: PLC0415 - it imports this module

        check_response(self, parts)
        return self

    @property
    def text(self) -> str:
        """The body as text; what is no UTF-8 becomes U+FFFD."""
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        """The body as JSON.

        Raises:
            json.JSONDecodeError: it is none.
        """
        return json.loads(self.body)

    @cached_property
    def events(self) -> Mapping[EventType, EventStep]:
        """The four events by name: `response.events["origin-request"].ran`."""
        return {step.event: step for step in self.trace.events}

    @property
    def cache(self) -> CacheStep:
        """The look-up: `response.cache.decision == "hit"`."""
        return self.trace.cache

    @property
    def x_cache(self) -> str:
        """The value of `X-Cache`."""
        return self.trace.x_cache

    @property
    def cookies(self) -> Mapping[str, str]:
        """Values of the cookies that the response sets, by name; of two with one name the last."""
        pairs = (line.partition(";")[0].partition("=") for line in self.headers.get_all("set-cookie"))
        return {name.strip(): value.strip() for name, _, value in pairs}
