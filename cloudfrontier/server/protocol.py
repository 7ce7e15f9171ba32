"""HTTP/1.1 on a socket, as uvicorn does it, but with an end to everything that a viewer can drag out.

1. A head that is not complete is bounded in bytes and in time: 414, 494, or the connection is closed.
2. A viewer that takes nothing of its response is cut off.
3. A refused viewer may read its answer: what it goes on to send is thrown away for a moment.
4. What is at hand is answered as soon as it is read: a task of its own costs as much as a cache hit.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from cloudfrontier.cloudfront.error_pages import error_response
from cloudfrontier.cloudfront.message import Response
from cloudfrontier.cloudfront.outcomes import HEADERS_TOO_BIG, URL_TOO_LONG
from cloudfrontier.server.application import PIECE, send_response
from cloudfrontier.server.bounds import Bounds
from cloudfrontier.server.messages import EMPTY_QUERY, NO_BODY, WIRE_HEADERS, raw_response

if TYPE_CHECKING:
    import asyncio

    from uvicorn._types import ASGI3Application
    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

__all__ = ["BoundedProtocol", "Terms", "protocol_for"]

_BODILESS = frozenset({"GET", "HEAD"})
"""Methods whose requests have no body unless a header says so."""
_MOST_NESTED = 50
"""Pipelined requests that are answered within one another: each is begun where the one before it ends."""


@dataclass(frozen=True)
class Terms:
    """`tell_refusal` takes the status and the reason, for people; `request_id` makes an `X-Amz-Cf-Id`.

    `at_hand` takes a scope of a request without a body, and answers if it can do so without waiting.
    """

    bounds: Bounds
    request_id: Callable[[], str]
    tell_refusal: Callable[[int, str], None]
    at_hand: Callable[[dict[str, Any]], Response | None]


def protocol_for(terms: Terms) -> Any:
    """What uvicorn makes a protocol with, for each connection."""
    return partial(BoundedProtocol, terms)


class BoundedProtocol(HttpToolsProtocol):
    """One connection; uvicorn calls it by its own names."""

    def __init__(self, terms: Terms, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._terms = terms
        self._in_head = True
        self._head_bytes = 0
        self._refused = False
        self._head_timer: asyncio.TimerHandle | None = None
        self._stall_timer: asyncio.TimerHandle | None = None
        self._wire: list[tuple[bytes, bytes]] = []
        self._nested = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn narrows it
        """The time for the first head begins."""
        super().connection_made(transport)
        # asyncio does so for sockets that say they are TCP, which an accepted one does not.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._begin_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """No timer outlives the connection."""
        _cancel(self._head_timer, self._stall_timer)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """A head that grows too large is refused before it is whole."""
        if self._refused:
            return
        if self._in_head:
            self._head_bytes += len(data)
        super().data_received(data)
        if self._in_head and self._head_bytes and self._head_timer is None:
            self._begin_head()
        if self._in_head and self._head_bytes > self._terms.bounds.head_bytes:
            outcome = HEADERS_TOO_BIG if self.headers else URL_TOO_LONG
            response = error_response(outcome, self._terms.request_id())
            self._refuse(response, f"the head of a request had no end after {self._head_bytes:,} bytes")

    def on_message_begin(self) -> None:
        """Headers are kept as they come, beside uvicorn's own list."""
        super().on_message_begin()
        self._wire = []
        self.scope[WIRE_HEADERS] = self._wire  # type: ignore[literal-required]  # a key of ours

    def on_header(self, name: bytes, value: bytes) -> None:
        """One header line."""
        super().on_header(name, value)
        self._wire.append((name, value))

    def on_headers_complete(self) -> None:
        """The head is whole, and has its time no longer."""
        self._in_head = False
        _cancel(self._head_timer)
        self._head_timer = None
        self.scope[EMPTY_QUERY] = self.url.endswith(b"?")  # type: ignore[literal-required]  # as above
        super().on_headers_complete()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        """It is the request's turn; what is not at hand is a task, and so is a body that goes in pieces."""
        # a pipelined request may follow one that was answered in the same turn, which has set this timer
        self._unset_keepalive_if_required()
        scope = cast("dict[str, Any]", cycle.scope)
        scope[NO_BODY] = scope["method"] in _BODILESS and not _has_body(scope["headers"])
        may_be_at_hand = scope[NO_BODY] and app is self.app and self._nested < _MOST_NESTED
        response = self._terms.at_hand(scope) if may_be_at_hand else None
        if response is None:
            super()._start_asgi_task(cycle, app)
        elif len(response.body) > PIECE or self.flow.write_paused:
            super()._start_asgi_task(cycle, cast("ASGI3Application", _Sending(response)))
        else:
            cycle.response_started = cycle.response_complete = True
            self.transport.write(raw_response(response, closes=not cycle.keep_alive))
            if not cycle.keep_alive:
                self.transport.close()
            self._nested += 1
            self.on_response_complete()
            self._nested -= 1

    def on_message_complete(self) -> None:
        """What comes next is another head."""
        self._in_head, self._head_bytes = True, 0
        super().on_message_complete()

    def pause_writing(self) -> None:
        """The viewer takes nothing at the moment."""
        super().pause_writing()
        _cancel(self._stall_timer)
        self._stall_timer = self.loop.call_later(self._terms.bounds.stall_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """It goes on."""
        _cancel(self._stall_timer)
        super().resume_writing()

    def _begin_head(self) -> None:
        self._head_timer = self.loop.call_later(self._terms.bounds.head_seconds, self._give_up)

    def _give_up(self) -> None:
        if self.transport.is_closing():
            return
        if self._head_bytes:
            seconds = self._terms.bounds.head_seconds
            self._terms.tell_refusal(0, f"a viewer sent no whole request within {seconds:g} seconds")
        self.transport.abort()

    def _refuse(self, response: Response, why: str) -> None:
        """Answer, and close once the viewer has had time to read it."""
        self._refused = True
        _cancel(self._head_timer)
        self._terms.tell_refusal(response.status, why)
        if self.transport.is_closing():
            return
        self.transport.write(raw_response(response))
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self._head_timer = self.loop.call_later(self._terms.bounds.linger_seconds, self.transport.abort)


@dataclass(frozen=True)
class _Sending:
    """An application that has its response already."""

    response: Response

    async def __call__(self, _scope: Any, _receive: Any, send: Any) -> None:
        await send_response(send, self.response)


def _has_body(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    return any(name in {b"content-length", b"transfer-encoding", b"expect"} for name, _ in headers)


def _cancel(*timers: asyncio.TimerHandle | None) -> None:
    for timer in timers:
        if timer is not None:
            timer.cancel()
