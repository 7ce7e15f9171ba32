"""HTTP from the edge against a server on the loopback: bounded in time and size, and never redirected."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

from edge.auth.oidc.exchange import FetchError, HttpRequest
from edge.auth.oidc.fetch import LARGEST_BODY, Fetcher

if TYPE_CHECKING:
    from collections.abc import Iterator


DRIPS = {
    "/status": b"HTTP/1.1 200 O",
    "/headers": b"HTTP/1.1 200 OK\r\nX-Slow: ",
    "/body": b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n",
}


class Answers(BaseHTTPRequestHandler):
    """Answers by its path."""

    def do_GET(self) -> None:
        if self.path == "/hang":
            self.server.stop.wait(10)  # type: ignore[attr-defined]  # set below
            return
        if self.path in DRIPS:
            self.drip(DRIPS[self.path])
            return
        if self.path == "/rubbish":
            self.wfile.write(b"rubbish\r\n\r\n")
            return
        status = 302 if self.path == "/away" else 200
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "https://evil.example/")
        self.end_headers()
        self.wfile.write(b"x" * (LARGEST_BODY + 1) if self.path == "/large" else self.path.encode())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(201)
        self.end_headers()
        self.wfile.write(body + self.headers["X-Told"].encode())

    def drip(self, start: bytes) -> None:
        """Send a byte now and then for as long as somebody listens."""
        with suppress(OSError):
            self.wfile.write(start)
            while not self.server.stop.wait(0.05):  # type: ignore[attr-defined]  # set below
                self.wfile.write(b"x")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    with running() as url:
        yield url


@contextmanager
def running() -> Iterator[str]:
    """A server for as long as it is needed."""
    http = HTTPServer(("127.0.0.1", 0), Answers)
    http.stop = threading.Event()  # type: ignore[attr-defined]  # lets a request that hangs go
    thread = threading.Thread(target=http.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{http.server_port}"
    finally:
        http.stop.set()  # type: ignore[attr-defined]  # as above
        http.shutdown()
        thread.join()
        http.server_close()


def test_a_request_is_sent_as_it_is_and_answered(server: str) -> None:
    reply = Fetcher()(HttpRequest(f"{server}/a?b=c", "POST", (("X-Told", "yes"),), b"body "))
    assert (reply.status, reply.body) == (201, b"body yes")
    assert Fetcher().get(f"{server}/a?b=c") == b"/a?b=c"


def test_a_redirect_is_an_answer_and_not_followed(server: str) -> None:
    assert Fetcher()(HttpRequest(f"{server}/away")).status == 302
    with pytest.raises(FetchError, match="status"):
        Fetcher().get(f"{server}/away")


def test_a_body_that_is_too_large_is_no_answer(server: str) -> None:
    with pytest.raises(FetchError, match="status"):
        Fetcher().get(f"{server}/large")


@pytest.mark.parametrize(
    "url",
    [
        "http://id.example/", "ftp://id.example/", "file:///etc/passwd", "https:///keys", "//id.example", "",
        "https://id.example:port/", "http://127.0.0.1.evil.example/", "http://localhost@evil.example/",
    ],
)  # fmt: skip
def test_only_https_leaves_this_machine(url: str) -> None:
    with pytest.raises(FetchError, match=r"scheme|url"):
        Fetcher().get(url)


def test_what_hangs_is_given_up(server: str) -> None:
    with pytest.raises(FetchError, match="slow"):
        Fetcher(budget=0.2).get(f"{server}/hang")


@pytest.mark.parametrize("path", DRIPS)
def test_what_comes_byte_by_byte_is_given_up(server: str, path: str) -> None:
    with pytest.raises(FetchError, match="slow"):
        Fetcher(budget=0.3).get(f"{server}{path}")


def test_what_is_no_http_is_given_up_without_repeating_it(server: str) -> None:
    with pytest.raises(FetchError) as refused:
        Fetcher().get(f"{server}/rubbish")
    assert str(refused.value) == "unreachable"


def test_nobody_there_is_unreachable() -> None:
    with running() as url:
        pass
    with pytest.raises(FetchError, match="unreachable"):
        Fetcher().get(url)


def test_all_requests_of_an_invocation_share_one_budget(server: str) -> None:
    seconds = [0.0]
    fetcher = Fetcher(budget=3.5, clock=lambda: seconds[0])
    for seconds[0] in (0.0, 3.0):
        fetcher.get(f"{server}/a")
    seconds[0] = 4.0
    with pytest.raises(FetchError, match="slow"):
        fetcher.get(f"{server}/a")
