"""A web server that stands for an origin: what CloudFront would send is sent to it, over httpx.

1. Redirects are not followed, and bodies come as they were sent: compressed ones stay compressed.
2. `Host` is what CloudFront would send, so that a server with several sites answers for the right one.
3. No answer is a 502, none in time a 504, be it for the connection, for the next part of the answer or for
   the whole; certificates are checked as CloudFront checks them.
4. A connection is used again within the origin's keep-alive timeout.

httpx is in the extra `serve`: whoever has such an origin needs it.
"""

from __future__ import annotations

import time
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.message import Headers, Response
from cloudfrontier.cloudfront.outcomes import ORIGIN_CONNECT_TIMEOUT, ORIGIN_TIMEOUT
from cloudfrontier.errors import MissingToolError, UsageError
from cloudfrontier.simulator.origins.attempts import patience
from cloudfrontier.simulator.ports import OriginUnavailableError

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution import Origin
    from cloudfrontier.cloudfront.message import Request

__all__ = ["HttpOrigin"]

_HOP_BY_HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length", "te", "upgrade"})


class HttpOrigin:
    """An `OriginPort` over a server; `url` is where it listens, such as `http://localhost:3000`.

    A path of the URL stands in front of every request; protocol and port are those of the URL. `keepalive`:
    seconds for which a connection that nobody uses is kept.

    Raises:
        MissingToolError: httpx is not installed.
        UsageError: the URL is none of a server.
    """

    def __init__(self, url: str, *, keepalive: float = 5.0) -> None:
        if find_spec("httpx") is None:
            raise MissingToolError(f"{url}: httpx is needed; run `pip install 'cloudfrontier[serve]'`")
        self._httpx: Any = import_module("httpx")
        try:
            parsed = self._httpx.URL(url)
        except self._httpx.InvalidURL as error:
            raise UsageError(f"{url!r}: {error}") from None
        if not parsed.host or parsed.query or parsed.fragment or parsed.userinfo:
            raise UsageError(
                f"{url!r}: expected a URL such as `http://localhost:3000`, without user or query"
            )
        self._url = url.rstrip("/")
        # `trust_env`: the proxy of a developer's shell must not answer for an origin.
        self._client = self._httpx.Client(
            follow_redirects=False,
            trust_env=False,
            limits=self._httpx.Limits(max_connections=None, keepalive_expiry=keepalive),
        )
        # What httpx says of itself; CloudFront's own headers come with each request.
        self._client.headers.clear()

    def fetch(self, request: Request, origin: Origin, *, now: float) -> Response:  # noqa: ARG002 - the port's
        """What the server answers.

        Raises:
            OriginUnavailableError: it gave no answer, or none in the origin's time.
        """
        headers = [
            (name.encode(), value.encode())
            for name, value in request.headers.items()
            if name.lower() not in _HOP_BY_HOP
        ]
        try:
            sent = self._client.build_request(
                request.method,
                f"{self._url}{request.target}",
                headers=headers,
                content=request.body or None,
                timeout=self._httpx.Timeout(patience(origin), connect=origin.connection_timeout),
            )
            answer, body = self._answer(sent, origin)
        except self._httpx.ConnectTimeout:
            why = f"{self._url}: no connection within {origin.connection_timeout} seconds"
            raise OriginUnavailableError(why, outcome=ORIGIN_CONNECT_TIMEOUT, connected=False) from None
        except self._httpx.TimeoutException:
            why = f"{self._url}: no answer within {patience(origin):g} seconds"
            raise OriginUnavailableError(why, outcome=ORIGIN_TIMEOUT) from None
        except (self._httpx.HTTPError, self._httpx.InvalidURL) as error:
            connected = not isinstance(error, self._httpx.ConnectError)
            why = f"{self._url}: {type(error).__name__}: {error}"
            raise OriginUnavailableError(why, connected=connected) from None
        lines = tuple((_text(name), _text(value)) for name, value in answer.headers.raw)
        return Response(answer.status_code, Headers(lines), body, answer.reason_phrase)

    def _answer(self, sent: Any, origin: Origin) -> tuple[Any, bytes]:
        """The answer and its body; a server that goes on and on has the time for the whole answer."""
        whole = origin.response_completion_timeout
        ends = None if whole is None else time.monotonic() + whole
        answer = self._client.send(sent, stream=True)
        parts: list[bytes] = []
        try:
            for part in answer.iter_raw():
                parts.append(part)
                if ends is not None and time.monotonic() > ends:
                    why = f"{self._url}: the answer was not complete in its time"
                    raise OriginUnavailableError(why, outcome=ORIGIN_TIMEOUT)
        finally:
            answer.close()
        return answer, b"".join(parts)

    def close(self) -> None:
        """Close the connections; it may be called twice."""
        self._client.close()


def _text(raw: bytes) -> str:
    return raw.decode("latin-1")
