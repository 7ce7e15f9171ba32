"""What happens, as server-sent events: the state first, then the requests that are kept, then news.

Source of the format: https://html.spec.whatwg.org/multipage/server-sent-events.html (read 2026-11). A browser
that comes back names the last request that it has seen, and is sent what came after; ids begin with the run
of the server, for another run counts from 1 again.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import TYPE_CHECKING, Any

from cloudfrontier.server.page_files import HEADERS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from cloudfrontier.server.desk import Desk
    from cloudfrontier.server.journal import Listener

    Receive = Callable[[], Awaitable[dict[str, Any]]]
    Send = Callable[[dict[str, Any]], Awaitable[None]]

__all__ = ["number_after", "stream"]

_LONGEST_NUMBER = 16
_HEARTBEAT_SECONDS = 15.0
_MANY = 100
"""Lines that are made at a time."""
_PACE_SECONDS = 0.1
"""Between two batches: nobody reads faster, and thousands of requests a second cost one write each time."""


def number_after(last_event_id: str, run: str) -> int:
    """The number of the last request that a browser has seen of this run; 0 if it has seen none."""
    seen, _, number = last_event_id.partition("-")
    return int(number) if seen == run and number.isdecimal() and len(number) < _LONGEST_NUMBER else 0


async def stream(  # noqa: PLR0913 - both ends of the connection, and what is sent
    desk: Desk,
    listener: Listener,
    *,
    after: int,
    ending: asyncio.Event,
    receive: Receive,
    send: Send,
) -> None:
    """Send until the browser goes away or the server ends."""
    head = [(b"content-type", b"text/event-stream"), *HEADERS]
    await send({"type": "http.response.start", "status": 200, "headers": head})
    await _write(send, [_event("state", desk.state())])
    kept = [entry for entry in desk.journal if entry.number > after]
    for start in range(0, len(kept), _MANY):
        await _write(send, [_line(desk, entry) for entry in kept[start : start + _MANY]])
        # viewers of the site are not kept waiting for it
        await asyncio.sleep(0)
    await _write(send, [_event("ready", {})])
    gone = asyncio.ensure_future(_disconnected(receive))
    over = asyncio.ensure_future(ending.wait())
    try:
        while not (gone.done() or over.done()):
            news = asyncio.ensure_future(listener.take())
            await asyncio.wait(
                (news, gone, over), timeout=_HEARTBEAT_SECONDS, return_when=asyncio.FIRST_COMPLETED
            )
            if not news.done():
                news.cancel()
                await _write(send, [":\n\n"])
                continue
            await _write(send, _news(desk, listener, news.result()))
            await asyncio.sleep(_PACE_SECONDS)
    finally:
        gone.cancel()
        over.cancel()
    with contextlib.suppress(OSError):
        await send({"type": "http.response.body", "body": b""})


def _news(desk: Desk, listener: Listener, items: list[Any]) -> list[str]:
    texts = [_line(desk, item) for item in items if item is not None]
    if listener.missed:
        texts.insert(0, _event("missed", {"count": listener.missed}))
        listener.missed = 0
    if None in items:
        texts.append(_event("state", desk.state()))
    return texts


def _line(desk: Desk, entry: Any) -> str:
    return f"id: {desk.run}-{entry.number}\n{_event('request', desk.line(entry))}"


def _event(name: str, value: object) -> str:
    """JSON has no line breaks, so one `data` line holds it."""
    return f"event: {name}\ndata: {json.dumps(value)}\n\n"


async def _write(send: Send, texts: list[str]) -> None:
    await send({"type": "http.response.body", "body": "".join(texts).encode(), "more_body": True})


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
