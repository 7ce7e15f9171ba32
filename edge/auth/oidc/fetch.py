"""HTTP from the edge, bounded: one connection a request, TLS that is verified, and a deadline for all of it.

1. A viewer-request function is stopped after 5 seconds. All fetches of one invocation together have 3.5, so
   that the answer is ours: a 503 page that says when to come back.
2. No redirect is followed: tokens are not sent to where somebody says that they should go.
3. https only; http is taken for addresses of the loopback alone, as a provider in a test has.
4. A body is read up to 256 kB.
5. The deadline holds for every piece that is received, of headers too: whoever sends a byte now and then
   would otherwise be waited for until the function is stopped.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html (the 5
seconds; read in a copy of 2026-04).
"""

from __future__ import annotations

import time
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from io import BufferedReader, RawIOBase
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from edge.auth.oidc.exchange import FetchError, HttpReply, HttpRequest

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable
    from io import BufferedIOBase

__all__ = ["BUDGET", "LOOPBACK", "Fetcher"]

BUDGET = 3.5
"""Seconds for all requests of one invocation."""
LONGEST_STEP = 2.5
"""Seconds without a byte."""
LARGEST_BODY = 256 * 1024
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Received(RawIOBase):
    """What a socket receives; `left` says before each piece how long it may take, or raises."""

    def __init__(self, sock: socket.socket, keeps_open: BufferedIOBase, left: Callable[[], float]) -> None:
        """`keeps_open`: the socket's own file, without which a connection closes the socket too early."""
        self._sock = sock
        self._keeps_open = keeps_open
        self._left = left

    def close(self) -> None:
        """Let the socket go."""
        self._keeps_open.close()
        super().close()

    def readable(self) -> bool:
        """It is all that can be done with it."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what BufferedReader hands over
        """Receive a piece."""
        self._sock.settimeout(self._left())
        return self._sock.recv_into(buffer)


class Fetcher:
    """Answers requests until its time is over; made anew for each invocation."""

    __slots__ = ("_clock", "_deadline")

    def __init__(self, *, budget: float = BUDGET, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._deadline = clock() + budget

    def __call__(self, request: HttpRequest) -> HttpReply:
        """What the server answers.

        Raises:
            FetchError: it cannot be reached, is too slow, or answers too much; the message is a word.
        """
        connection = self._connect(request.url)
        try:
            parts = urlsplit(request.url)
            target = parts.path or "/"
            connection.request(
                request.method,
                f"{target}?{parts.query}" if parts.query else target,
                body=request.body or None,
                headers=dict(request.headers),
            )
            response = connection.getresponse()
            body = response.read(LARGEST_BODY + 1)
            return HttpReply(413, b"") if len(body) > LARGEST_BODY else HttpReply(response.status, body)
        except TimeoutError:
            raise FetchError("slow") from None
        except FetchError:
            raise
        except (OSError, HTTPException, ValueError):
            # the message of such an error may quote what was sent
            raise FetchError("unreachable") from None
        finally:
            connection.close()

    def get(self, url: str) -> bytes:
        """What is there, for a verifier that looks for new keys.

        Raises:
            FetchError: as above, and for any status but 200.
        """
        headers = (("Accept", "application/json"), ("User-Agent", "cloudfrontier"))
        reply = self(HttpRequest(url, headers=headers))
        if reply.status != 200:
            raise FetchError("status")
        return reply.body

    def _connect(self, url: str) -> HTTPConnection:
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise FetchError("url") from None
        connection: HTTPConnection
        if parts.scheme == "https" and host:
            connection = HTTPSConnection(host, port, timeout=self._left())
        elif parts.scheme == "http" and host in LOOPBACK:
            connection = HTTPConnection(host, port, timeout=self._left())
        else:
            raise FetchError("scheme")
        connection.response_class = self._response  # type: ignore[assignment]  # it makes one
        return connection

    def _response(self, sock: socket.socket, method: str) -> HTTPResponse:
        response = HTTPResponse(sock, method=method)
        response.fp = BufferedReader(Received(sock, response.fp, self._left))
        return response

    def _left(self) -> float:
        left = self._deadline - self._clock()
        if left <= 0:
            raise FetchError("slow")
        return min(left, LONGEST_STEP)
