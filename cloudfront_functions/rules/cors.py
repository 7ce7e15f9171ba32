"""Which other origins may read responses: the Fetch standard's CORS protocol, on both events of a viewer.

Source: https://fetch.spec.whatwg.org/#http-cors-protocol (read 2026-11).

1. An origin is compared byte for byte: browsers send scheme, host and port in one way only. `*` stands for
   every origin. A `*.` in front of a host stands for one or more labels, each of letters, digits and hyphens:
   `https://*.example.com` is `https://a.b.example.com`, not `https://example.com`.
2. A preflight is an OPTIONS request with `origin` and `access-control-request-method`. It is answered at the
   edge: 204 with what is allowed, or 403 for an origin that is not. Any other OPTIONS request goes on.
3. A response to an allowed origin gets `access-control-allow-origin`, with credentials also
   `access-control-allow-credentials: true`, and `access-control-expose-headers` where there are some. From
   any other response these three are taken away, whoever set them.
4. Where the answer depends on the origin, `vary` gets `Origin`, unless it has it, or `*`, already. This is
   so for every response, also without an `origin` in the request: a cache between may keep it.
5. With credentials the standard takes `*` for no wildcard, neither for origins nor for names of headers or
   methods; so it is refused beside them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["ORIGIN", "Cors", "CorsHeaders", "CorsPreflight"]

ORIGIN = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<wild>\*\.)?"
    r"(?P<host>[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:.]+\])"
    r"(?P<port>:[1-9][0-9]{0,4})?"
)
"""An origin as browsers serialize it, or a pattern of origins."""


@dataclass(frozen=True, kw_only=True)
class Cors:
    """What is allowed; max_age: seconds that a browser keeps the answer to a preflight, None: its own time.

    Raises:
        ValueError: there is no origin, one is none, or `*` stands beside credentials.
    """

    origins: tuple[str, ...]
    methods: tuple[str, ...] = ("GET", "HEAD")
    headers: tuple[str, ...] = ()
    expose: tuple[str, ...] = ()
    credentials: bool = False
    max_age: int | None = None

    def __post_init__(self) -> None:
        if not self.origins or not self.methods:
            raise ValueError("no origin, or no method, is allowed")
        for origin in self.origins:
            if origin != "*" and not ORIGIN.fullmatch(origin):
                raise ValueError(f"`{origin}` is no origin")
        if self.credentials and "*" in (*self.origins, *self.methods, *self.headers, *self.expose):
            raise ValueError("with credentials `*` is no wildcard")

    @property
    def is_open(self) -> bool:
        """Whether every origin is allowed."""
        return "*" in self.origins


@dataclass(frozen=True)
class CorsPreflight:
    """Answer preflights (viewer-request)."""

    cors: Cors


@dataclass(frozen=True)
class CorsHeaders:
    """Set the headers of responses (viewer-response)."""

    cors: Cors
