"""A web server as an origin, over loopback: what it is sent, and what its answers and silences become."""

from __future__ import annotations

import socket
import threading
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar

import pytest

from cloudfrontier.cloudfront.distribution import Origin
from cloudfrontier.cloudfront.message import Headers, Request
from cloudfrontier.cloudfront.outcomes import ORIGIN_CONNECT_TIMEOUT, ORIGIN_TIMEOUT, ORIGIN_UNREACHABLE
from cloudfrontier.errors import UsageError
from cloudfrontier.simulator.ports import OriginUnavailableError

pytest.importorskip("httpx", reason="HTTP origins need httpx")
http = pytest.importorskip("cloudfrontier.simulator.origins.http")

if TYPE_CHECKING:
    from collections.abc import Iterator

ORIGIN = Origin("api", "custom", "api.example.org", read_timeout=5)


class Site(BaseHTTPRequestHandler):
    """Tells what it was asked; `/moved` redirects, `/packed` is gzip that is none, `/slow` says nothing,
    `/endless` never stops."""

    seen: ClassVar[list[tuple[str, str, list[tuple[str, str]], bytes]]] = []
    hush: ClassVar[threading.Event] = threading.Event()

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        self.seen.append((self.command, self.path, self.headers.items(), body))
        if self.path == "/slow":
            self.hush.wait(5)
            return
        if self.path == "/endless":
            self.drip()
            return
        self.send_response(302 if self.path == "/moved" else 200)
        for name, value in (("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("Location", "/there")):
            self.send_header(name, value)
        if self.path == "/packed":
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(b"body")

    def drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        with suppress(OSError):
            while not self.hush.wait(0.05):
                self.wfile.write(b".")

    do_GET = do_POST = answer  # noqa: N815 - names of http.server

    def log_message(self, *_: object) -> None:
        """Tests need no log."""


@contextmanager
def serving() -> Iterator[str]:
    Site.seen.clear()
    Site.hush.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        Site.hush.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


def request(path: str, **fields: object) -> Request:
    made = Request(
        "GET", path, "a=1&b=%2F", Headers((("Host", "api.example.org"), ("X-One", "1"), ("X-One", "2")))
    )
    return replace(made, **fields)  # type: ignore[arg-type]  # fields by name


def test_it_is_sent_what_cloudfront_would_send_and_nothing_of_ours() -> None:
    with serving() as url:
        port = http.HttpOrigin(f"{url}/base")
        response = port.fetch(request("/a%20b", method="POST", body=b"data"), ORIGIN, now=0.0)
        port.close()
    ((method, path, headers, body),) = Site.seen
    assert (method, path, body) == ("POST", "/base/a%20b?a=1&b=%2F", b"data")
    names = [name.lower() for name, _ in headers]
    assert [value for name, value in headers if name == "X-One"] == ["1", "2"]
    assert ("Host", "api.example.org") in headers
    assert not {"user-agent", "accept", "accept-encoding"} & set(names)
    assert response.status == 200
    assert response.headers.get_all("set-cookie") == ("a=1", "b=2")


@pytest.mark.parametrize(("path", "status"), [("/moved", 302), ("/packed", 200)])
def test_redirects_and_compressed_bodies_pass_as_they_are(path: str, status: int) -> None:
    with serving() as url:
        port = http.HttpOrigin(url)
        response = port.fetch(request(path, querystring=""), ORIGIN, now=0.0)
        port.close()
    assert (response.status, response.body) == (status, b"body")


def test_silence_is_a_timeout_after_the_seconds_of_the_origin() -> None:
    with serving() as url:
        port = http.HttpOrigin(url)
        with pytest.raises(OriginUnavailableError) as caught:
            port.fetch(request("/slow", querystring=""), replace(ORIGIN, read_timeout=1), now=0.0)
        port.close()
    assert caught.value.outcome == ORIGIN_TIMEOUT


def test_a_connection_that_does_not_come_about_is_a_timeout_of_its_own() -> None:
    with ExitStack() as stack:
        listening = stack.enter_context(socket.socket())
        listening.bind(("127.0.0.1", 0))
        # Nobody accepts: once the queue is full, the kernel leaves further connections without an answer.
        listening.listen(0)
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listening.getsockname())
        port = http.HttpOrigin(f"http://127.0.0.1:{listening.getsockname()[1]}")
        with pytest.raises(OriginUnavailableError) as caught:
            port.fetch(request("/"), replace(ORIGIN, connection_timeout=1), now=0.0)
        port.close()
    assert (caught.value.outcome, caught.value.connected) == (ORIGIN_CONNECT_TIMEOUT, False)


def test_an_answer_without_end_has_the_time_for_the_whole_of_it() -> None:
    with serving() as url:
        port = http.HttpOrigin(url)
        with pytest.raises(OriginUnavailableError) as caught:
            port.fetch(
                request("/endless", querystring=""),
                replace(ORIGIN, response_completion_timeout=0.3),
                now=0.0,
            )
        port.close()
    assert caught.value.outcome == ORIGIN_TIMEOUT
    assert caught.value.reason.endswith("the answer was not complete in its time")


def test_a_server_that_is_not_there_cannot_be_reached() -> None:
    with serving() as url:
        pass
    port = http.HttpOrigin(url)
    with pytest.raises(OriginUnavailableError) as caught:
        port.fetch(request("/"), ORIGIN, now=0.0)
    port.close()
    assert (caught.value.outcome, caught.value.connected) == (ORIGIN_UNREACHABLE, False)


@pytest.mark.parametrize("url", ["http://", "http://user@host", "http://host/?a=1", "http://host:port"])
def test_what_is_no_url_of_a_server_is_an_error(url: str) -> None:
    with pytest.raises(UsageError):
        http.HttpOrigin(url)
