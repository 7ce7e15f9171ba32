"""The one place where the server is wired, started, and ended so that nothing is left of it.

The end is always the same: the page's streams end, what runs is interrupted, sockets are closed, workers are
ended and the build is removed.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import logging
import os
import socket
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import uvicorn

from cloudfrontier.artifacts.handler_work import HandlerWork
from cloudfrontier.errors import UsageError
from cloudfrontier.server.application import Application
from cloudfrontier.server.certificate import cache_folder, server_context
from cloudfrontier.server.desk import Desk
from cloudfrontier.server.generation import make_generation
from cloudfrontier.server.journal import Journal
from cloudfrontier.server.lines import Printer, refusal_line, request_line
from cloudfrontier.server.live import LiveDistribution
from cloudfrontier.server.page_api import PREFIX, PageApi
from cloudfrontier.server.protocol import Terms, protocol_for
from cloudfrontier.server.reloading import Reloading
from cloudfrontier.server.signals import ending_softly, ends_by
from cloudfrontier.server.workers import Workers

if TYPE_CHECKING:
    import ssl

    from cloudfrontier.server.journal import Entry
    from cloudfrontier.server.settings import ServeSettings

__all__ = ["Tell", "serve"]

Tell = Callable[[str], None]
"""Prints one line, or several, for people."""


def serve(settings: ServeSettings, tell: Tell) -> None:
    """Build, listen, and answer until a signal comes.

    Raises:
        CloudfrontierError: the first build failed, or the address cannot be used.
    """
    # asyncio warns of viewers that went away while they were answered
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    with ending_softly(), contextlib.ExitStack() as stack:
        listening = stack.enter_context(_listen(settings.host, settings.port))
        work, configured = HandlerWork(), settings.configured
        live = LiveDistribution(
            lambda number: make_generation(settings.project, number=number, configured=configured, work=work)
        )
        stack.callback(live.close)
        context = _tls(settings, tell) if settings.tls else None
        _greet(settings, live, listening, tell)
        asyncio.run(_run(settings, live, listening, context, tell))


async def _run(
    settings: ServeSettings,
    live: LiveDistribution,
    listening: socket.socket,
    context: ssl.SSLContext | None,
    tell: Tell,
) -> None:
    bounds, ending, workers = settings.bounds, asyncio.Event(), Workers(settings.bounds.threads)
    journal, printer = Journal(bounds), Printer(tell)

    def tell_entry(entry: Entry) -> None:
        printer(request_line(entry.trace, at=entry.at, show_secrets=settings.show_secrets))

    desk = Desk(live, journal, workers=workers, show_secrets=settings.show_secrets, tell=tell_entry)
    page = PageApi(desk, allowed_hosts=(settings.host, *settings.allowed_hosts), ending=ending)
    app = Application(desk, page, bounds=bounds, viewers=settings.viewers, tell=tell)
    server = _Server(_uvicorn_config(settings, app, context, tell))
    loop = asyncio.get_running_loop()

    def end() -> None:
        if ending.is_set():
            server.force_exit = True
        ending.set()
        server.should_exit = True
        # What still runs would keep its viewers, and us, waiting.
        loop.run_in_executor(None, live.close)

    reloading = Reloading(
        live, journal, workers=workers, configured=settings.configured, tell=tell, ending=ending
    )
    watching = asyncio.ensure_future(reloading.run()) if settings.reloads else None
    with ends_by(end, loop):
        try:
            await server.serve(sockets=[listening])
        finally:
            ending.set()
            if watching is not None:
                await asyncio.wait((watching,), timeout=bounds.shutdown_seconds)
                watching.cancel()


def _uvicorn_config(
    settings: ServeSettings, app: Application, context: ssl.SSLContext | None, tell: Tell
) -> uvicorn.Config:
    bounds = settings.bounds
    terms = Terms(
        bounds=bounds,
        request_id=lambda: base64.urlsafe_b64encode(os.urandom(40)).decode("ascii"),
        at_hand=app.at_hand,
        tell_refusal=lambda status, why: tell(refusal_line(status, why, at=time.time())),
    )
    served: Any = app
    return uvicorn.Config(
        served,
        http=protocol_for(terms),
        loop="asyncio",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        limit_concurrency=bounds.connections,
        timeout_graceful_shutdown=max(1, round(bounds.shutdown_seconds)),
        ssl_context_factory=None if context is None else lambda _config, _default: context,
    )


class _Server(uvicorn.Server):
    """Signals are ours: uvicorn would raise them again, and SIGTERM would end us before we cleaned up."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


@contextlib.contextmanager
def _listen(host: str, port: int) -> Iterator[socket.socket]:
    """A listening socket, taken before the build: what cannot be had is told at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=512)
    except OSError as error:
        raise UsageError(
            f"{host}:{port}: {error.strerror or error}; choose another with --port or --host"
        ) from error
    with listening:
        yield listening


def _tls(settings: ServeSettings, tell: Tell) -> ssl.SSLContext:
    names = tuple(dict.fromkeys(("localhost", "127.0.0.1", "::1", *_names(settings))))
    context, file = server_context(cache_folder(settings.environment), names)
    tell(f"certificates are signed by {file}: trust it, or click through the browser's warning")
    return context


def _names(settings: ServeSettings) -> Iterator[str]:
    if settings.host not in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
        yield settings.host
    yield from settings.allowed_hosts
    if settings.viewers.host:
        yield settings.viewers.host


def _greet(settings: ServeSettings, live: LiveDistribution, listening: socket.socket, tell: Tell) -> None:
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    base = f"{'https' if settings.tls else 'http'}://{shown}:{port}"
    generation = live.current
    tell(f"{generation.simulator.manifest.project}: {base}/")
    tell(f"every request in detail: {base}{PREFIX}")
    for note in (*generation.report.notes, *generation.simulator.notes):
        tell(f"note: {note}")
    if host not in {"127.0.0.1", "::1"}:
        tell("note: whoever reaches this machine can use the site and the page")
