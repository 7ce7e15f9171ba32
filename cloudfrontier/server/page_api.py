"""The page over HTTP: its files, a stream of what happens, and the few things that can be done from it.

GET  /__cloudfrontier/                      the page
GET  /__cloudfrontier/stream                server-sent events: `state`, `request`, `missed`, `ready`
GET  /__cloudfrontier/requests/ID           a request with everything about it, JSON
POST /__cloudfrontier/requests/ID/test      the same as a test for pytest, tried: `{"text", "skip"}`
POST /__cloudfrontier/requests/ID/case      the same as a case of `cloudfrontier test`
POST /__cloudfrontier/requests/ID/replay    send it again
POST /__cloudfrontier/invalidations         `{"paths": ["/docs/*"]}`
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from cloudfrontier.errors import UsageError
from cloudfrontier.server.guard import is_known_host, is_own_request
from cloudfrontier.server.page_files import FILES, HEADERS, page_file
from cloudfrontier.server.stream import number_after, stream

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable

    from cloudfrontier.server.desk import Desk

    Receive = Callable[[], Awaitable[dict[str, Any]]]
    Send = Callable[[dict[str, Any]], Awaitable[None]]

__all__ = ["PREFIX", "PageApi"]

PREFIX = "/__cloudfrontier/"
_REQUEST = re.compile(r"requests/([1-9][0-9]{0,15})(?:/(test|case|replay))?\Z")
_MOST_JSON = 1024**2
_JSON = "application/json"
_TEXT = "text/plain; charset=utf-8"


class PageApi:
    """Answers what is below `PREFIX`; `allowed_hosts` are names beside addresses and `localhost`."""

    def __init__(self, desk: Desk, *, allowed_hosts: tuple[str, ...], ending: asyncio.Event) -> None:
        self._desk = desk
        self._allowed = allowed_hosts
        self._ending = ending

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """One request of the page."""
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        path = scope["path"].removeprefix(PREFIX)
        if not is_known_host(headers.get("host", ""), self._allowed):
            await _send(send, 421, _TEXT, "this page answers to addresses, localhost and --allow-host only\n")
        elif scope["method"] == "GET":
            await self._get(path, headers, receive, send)
        elif scope["method"] != "POST":
            await _send(send, 405, _TEXT, "expected GET or POST\n")
        elif not is_own_request(headers, scheme=scope["scheme"]):
            await _send(send, 403, _TEXT, "only the page itself may ask for this\n")
        else:
            await self._answer_json(send, self._post(path, await _json_body(receive)))

    async def _get(self, path: str, headers: dict[str, str], receive: Receive, send: Send) -> None:
        found = _REQUEST.match(path)
        if path in FILES:
            content, content_type = page_file(path)
            await _send(send, 200, content_type, content)
        elif path == "stream":
            await self._stream(headers, receive, send)
        elif found and found[2] is None:
            await self._answer_json(send, self._desk.timeline(int(found[1])))
        else:
            await _send(send, 404, _TEXT, "no such page\n")

    async def _post(self, path: str, body: object) -> dict[str, Any]:
        found = _REQUEST.match(path)
        if found and found[2] == "replay":
            return await self._desk.replay(int(found[1]))
        if found and found[2]:
            # origins and handlers are asked for it: no other site may have that done
            return await self._desk.test(int(found[1]), as_case=found[2] == "case")
        if path == "invalidations":
            return self._desk.invalidate(body.get("paths") if isinstance(body, dict) else None)
        raise UsageError(f"nothing can be done at {path!r}")

    async def _answer_json(self, send: Send, made: Awaitable[dict[str, Any]]) -> None:
        try:
            status, answer = 200, await made
        except UsageError as error:
            status, answer = 409, {"error": str(error)}
        await _send(send, status, _JSON, json.dumps(answer))

    async def _stream(self, headers: dict[str, str], receive: Receive, send: Send) -> None:
        listener = self._desk.journal.listen()
        if listener is None:
            await _send(send, 503, _TEXT, "too many pages are open\n")
            return
        try:
            await stream(
                self._desk,
                listener,
                after=number_after(headers.get("last-event-id", ""), self._desk.run),
                ending=self._ending,
                receive=receive,
                send=send,
            )
        finally:
            self._desk.journal.leave(listener)


async def _json_body(receive: Receive) -> object:
    """The body as JSON; None if it is none, or too large."""
    body = b""
    while len(body) <= _MOST_JSON:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    else:
        return None
    try:
        value: object = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value


async def _send(send: Send, status: int, content_type: str, content: bytes | str) -> None:
    body = content.encode() if isinstance(content, str) else content
    headers = [
        (b"content-type", content_type.encode()),
        (b"content-length", str(len(body)).encode()),
        *HEADERS,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
