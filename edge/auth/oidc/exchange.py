"""What flows are written in: requests that they yield, replies that they are sent, and the answer at the end.

A flow is a generator. It does no I/O, reads no clock and draws no entropy: whoever drives it fetches, and
everything else comes in with the context. So every path through it can be run in a test, in order, without a
socket.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

    from edge.auth.oidc.provider import Provider
    from edge.auth.settings import AuthSettings, Site
    from edge.events import Request

    Flow = Generator["HttpRequest", "HttpReply", "Answer"]

__all__ = ["Answer", "Context", "FetchError", "HttpReply", "HttpRequest", "UnavailableError"]


class HttpRequest(NamedTuple):
    """A request to a provider."""

    url: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    def __repr__(self) -> str:
        return f"HttpRequest({self.method} {self.url.partition('?')[0]})"


class HttpReply(NamedTuple):
    """What it answered; a body that is too long is none."""

    status: int
    body: bytes

    def __repr__(self) -> str:
        return f"HttpReply({self.status})"


class FetchError(OSError):
    """A provider could not be reached in time, or answered what cannot be read; the message is a word."""


class UnavailableError(Exception):
    """Nobody can be signed in now, for a reason that is not the visitor's; the message is a word."""


class Answer(NamedTuple):
    """What becomes of a request to one of our own paths."""

    outcome: str
    """Names the metric."""
    reason: str = ""
    """A word for the log."""
    location: str = ""
    """Where to; empty: a page is shown."""
    page: str = ""
    """A word of `pages.PAGES`, or a sentence on a loop."""
    link: str = ""
    """Path on this site that the page leads to."""
    cookies: tuple[str, ...] = ()
    """Values of `Set-Cookie`."""
    facts: tuple[tuple[str, object], ...] = ()
    """Further facts for the log."""

    def __repr__(self) -> str:
        return f"Answer({self.outcome} {self.reason})"


class Context(NamedTuple):
    """All that a flow may know."""

    settings: AuthSettings
    site: Site
    provider: Provider
    request: Request
    origin: str
    """`https://` and the host that was asked."""
    now: float
    """Seconds since the epoch."""
    entropy: Callable[[int], bytes]
    secret: Callable[[bool], str]
    """The client's secret; True: read it anew, the one before was refused. Raises `UnavailableError`."""
    verify: Callable[[str, float], Mapping[str, object]]
    """What a true ID token says at that time; raises `edge.auth.jwt.TokenError`."""
    file_key: Callable[[], str]
    """The private key of CloudFront's signed cookies; raises `UnavailableError`."""
    live: Mapping[str, object]
    """The table `auth` of the live settings."""

    def __repr__(self) -> str:
        return f"Context({self.site.name})"
