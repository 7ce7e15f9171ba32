"""Requests and responses between ASGI and the simulator: bytes on one side, values on the other.

1. Header names keep the case of the wire, which handlers are shown; ASGI has them in lower case only.
2. What no HTTP/1.1 response may hold is taken out, so that no answer of edge code can break the framing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from cloudfrontier.cloudfront.message import Headers, Request, Response
from cloudfrontier.cloudfront.statuses import reason_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.cloudfront.message import HttpVersion, Scheme

__all__ = [
    "EMPTY_QUERY",
    "NO_BODY",
    "WIRE_HEADERS",
    "header_lines",
    "raw_response",
    "read_request",
    "status_of",
]

WIRE_HEADERS = "cloudfrontier.headers"
"""Where a scope has the headers as they came, `(name, value)` in bytes."""
EMPTY_QUERY = "cloudfrontier.empty_query"
"""Where a scope says whether its URL ended with a `?`."""

NO_BODY = "cloudfrontier.no_body"
"""Where a scope says that its request has no body to wait for."""

_VERSIONS: dict[str, HttpVersion] = {"1.0": "1.0", "1.1": "1.1", "2": "2.0", "2.0": "2.0"}
_TOKEN = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+\Z")
_NOT_IN_VALUES = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
_FRAMING = frozenset({"connection", "keep-alive", "transfer-encoding", "upgrade", "trailer"})
_BAD_GATEWAY = 502


def read_request(scope: dict[str, Any], body: bytes, *, scheme: Scheme | None, host: str = "") -> Request:
    """The viewer's request; `scheme` and `host` stand in for what it was really sent over and to."""
    lines = scope.get(WIRE_HEADERS) or scope["headers"]
    headers = Headers(tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in lines))
    client = scope.get("client")
    return Request(
        method=scope["method"],
        uri=scope["raw_path"].decode("latin-1") or "/",
        querystring=scope["query_string"].decode("latin-1"),
        headers=headers.set("Host", host) if host else headers,
        body=body,
        client_ip=client[0] if client else "127.0.0.1",
        scheme=scheme or cast("Scheme", scope["scheme"]),
        http_version=_VERSIONS.get(scope["http_version"], "1.1"),
        has_empty_query=scope.get(EMPTY_QUERY, False),
    )


def status_of(response: Response) -> int:
    """The status as it can be sent: an origin that made one up is a bad gateway."""
    return response.status if 200 <= response.status <= 599 else _BAD_GATEWAY


def header_lines(response: Response) -> list[tuple[bytes, bytes]]:
    """The headers for ASGI; framing is the server's own."""
    return list(_lines(response.headers.items()))


def raw_response(response: Response, *, closes: bool = True) -> bytes:
    """The whole response as it stands on the wire; `closes`: the connection is closed after it."""
    status = status_of(response)
    head = [_status_line(status)]
    head += [line for name, value in response.headers.items() if (line := _raw_line(name, value))]
    if closes:
        head.append(b"connection: close")
    return b"\r\n".join((*head, b"", response.body))


@lru_cache(maxsize=512)
def _raw_line(name: str, value: str) -> bytes:
    """The header line; empty for one that must not stand there. Most come again with every response."""
    raw = _name(name)
    return raw.lower() + b": " + _value(value) if raw else b""


@lru_cache(maxsize=512)
def _status_line(status: int) -> bytes:
    return f"HTTP/1.1 {status} {reason_phrase(status)}".encode("latin-1")


def _lines(lines: Iterable[tuple[str, str]]) -> Iterable[tuple[bytes, bytes]]:
    for name, value in lines:
        raw = _name(name)
        if raw:
            yield raw, _value(value)


@lru_cache(maxsize=1024)
def _name(name: str) -> bytes:
    """The name for the wire; empty for one that must not stand there."""
    raw = name.encode("latin-1", "replace")
    return raw if name.lower() not in _FRAMING and _TOKEN.match(raw) else b""


def _value(value: str) -> bytes:
    return _NOT_IN_VALUES.sub(b" ", _bytes(value))


def _bytes(value: str) -> bytes:
    """Bytes that came are the bytes that go; what edge code wrote beyond them is UTF-8."""
    try:
        return value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode("utf-8", "surrogatepass")
