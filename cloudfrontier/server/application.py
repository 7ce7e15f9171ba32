"""The ASGI application: the page's own path goes to the page, everything else through the distribution."""

from __future__ import annotations

import asyncio
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.message import Scheme
from cloudfrontier.errors import CloudfrontierError
from cloudfrontier.server.desk import Begun
from cloudfrontier.server.messages import NO_BODY, header_lines, read_request, status_of
from cloudfrontier.server.page_api import PREFIX

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from cloudfrontier.cloudfront.message import Request, Response
    from cloudfrontier.server.bounds import Bounds
    from cloudfrontier.server.desk import Desk
    from cloudfrontier.server.page_api import PageApi

    Receive = Callable[[], Awaitable[dict[str, Any]]]
    Send = Callable[[dict[str, Any]], Awaitable[None]]

__all__ = ["PIECE", "Application", "Viewers", "send_response"]

PIECE = 256 * 1024
"""Bytes of a body that are sent at once; the next ones wait until the viewer has taken these."""
_BEGUN = "cloudfrontier.begun"
"""Where a scope has what was begun for it, until there is somebody to wait for that."""

_HEADERS = ((b"content-type", b"text/plain; charset=utf-8"), (b"server", b"cloudfrontier"))


@dataclass(frozen=True)
class Viewers:
    """What requests count as: sent over `scheme` (None: over what they came), to `host` (empty: as sent)."""

    scheme: Scheme | None = "https"
    host: str = ""


class Application:
    """Called by the server for each request; `tell` takes what went wrong in the simulator itself."""

    def __init__(
        self, desk: Desk, page: PageApi, *, bounds: Bounds, viewers: Viewers, tell: Callable[[str], None]
    ) -> None:
        self._desk = desk
        self._page = page
        self._bounds = bounds
        self._viewers = viewers
        self._tell = tell

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """One request; whatever happens, the viewer gets an answer or the connection is closed."""
        if scope["path"] == PREFIX[:-1]:
            await _redirect(send, PREFIX)
        elif scope["path"].startswith(PREFIX):
            await self._page(scope, receive, send)
        elif scope["raw_path"][:1] not in {b"/", b""}:
            await _plain(send, 400, "expected a path that starts with a slash\n")
        else:
            await self._answer(scope, receive, send)

    def at_hand(self, scope: dict[str, Any]) -> Response | None:
        """The answer to a request without a body, if it takes no time; None: this is to be called for it.

        What fails here fails there again, and is told there.
        """
        if scope["path"].startswith(PREFIX[:-1]) or scope["raw_path"][:1] != b"/":
            return None
        try:
            done = self._desk.begin(self._read(scope, b""))
        except Exception:  # noqa: BLE001  see above
            return None
        if isinstance(done, Begun):
            scope[_BEGUN] = done
            return None
        return done.response

    def _read(self, scope: dict[str, Any], body: bytes) -> Request:
        return read_request(scope, body, scheme=self._viewers.scheme, host=self._viewers.host)

    async def _answer(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        try:
            body: bytes | None = b""
            if not scope.get(NO_BODY):
                async with asyncio.timeout(self._bounds.body_seconds):
                    body = await _body(receive, self._bounds.body_bytes)
        except TimeoutError:
            self._tell(f"a body was not whole within {self._bounds.body_seconds:g} seconds")
            await _plain(send, 408, "the body of the request came too slowly\n")
            return
        except _TooLargeError:
            most = self._bounds.body_bytes // 1024**2
            self._tell(f"a body of more than {most} MB was refused, which CloudFront would take")
            await _plain(send, 413, f"cloudfrontier serve takes bodies of up to {most} MB\n")
            return
        if body is None:
            return
        begun: Begun | None = scope.get(_BEGUN)
        request = begun.request if begun else self._read(scope, body)
        try:
            if begun:
                exchange = await self._desk.finish(begun)
            else:
                exchange, _ = await self._desk.answer(request)
        except Exception as error:  # noqa: BLE001 - a fault of ours is told, and the server goes on
            why = str(error) if isinstance(error, CloudfrontierError) else _fault(error)
            self._tell(f"{request.method} {request.uri}: {why}")
            await _plain(send, 500, "the simulator failed; the terminal says why\n")
            return
        await send_response(send, exchange.response)


def _fault(error: Exception) -> str:
    """Type and place of a fault; not its message, which may hold a value of a request."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"this is a fault of cloudfrontier: {type(error).__name__} at {frame.filename}:{frame.lineno}"


class _TooLargeError(Exception):
    """The body is larger than this server takes."""


async def _body(receive: Receive, most: int) -> bytes | None:
    """The whole body; None when the viewer went away before it was sent."""
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        part = message.get("body", b"")
        size += len(part)
        if size > most:
            raise _TooLargeError
        parts.append(part)
        if not message.get("more_body"):
            return b"".join(parts)


async def send_response(send: Send, response: Response) -> None:
    """In pieces, so that a viewer which takes nothing is noticed."""
    start = {"type": "http.response.start", "status": status_of(response), "headers": header_lines(response)}
    await send(start)
    body = response.body
    for offset in range(0, max(len(body), 1), PIECE):
        piece = body[offset : offset + PIECE]
        await send({"type": "http.response.body", "body": piece, "more_body": offset + PIECE < len(body)})


async def _plain(send: Send, status: int, text: str) -> None:
    length = (b"content-length", str(len(text)).encode())
    headers = [*_HEADERS, length, (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})


async def _redirect(send: Send, path: str) -> None:
    headers = [(b"location", path.encode()), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 308, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
