"""Who may pass: settings and a request in, a decision out. No I/O, no clock, nothing is changed.

1. For the sign-in page, or a plain path that matches an anonymous pattern: pass, as nobody.
2. With a valid session: pass, as its subject.
3. For a page that is navigated to (GET or HEAD, and `Sec-Fetch-Mode` absent or `navigate`): 302 to the
   sign-in page.
4. For anything else (a form that is posted, a fetch, an image, a preflight): 401, for a redirect would answer
   it with HTML.

Several session cookies: all are checked, since a stale one may hide a good one; if they prove different
subjects, somebody put one there, and none is believed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from edge import cookies, headers
from edge.auth.paths import is_plain, return_path
from edge.auth.session import Refusal, Session, verify
from edge.responses import percent_encode

if TYPE_CHECKING:
    from edge.auth.settings import AuthSettings
    from edge.events import Headers, Request

__all__ = ["Allow", "Redirect", "Refuse", "decide"]

MOST_COOKIES = 4
"""Session cookies that are checked in one request; more of them is an attack or a fault."""


class Allow(NamedTuple):
    """Let the request through, as the session's subject or, without a session, as nobody."""

    session: Session | None


class Redirect(NamedTuple):
    """Send the visitor to sign in; `reason` is a word for the log."""

    location: str
    reason: str


class Refuse(NamedTuple):
    """Answer that a session is needed; `reason` is a word for the log."""

    reason: str


def decide(settings: AuthSettings, request: Request, *, now: float) -> Allow | Redirect | Refuse:
    """What becomes of a request at that time (seconds since the epoch)."""
    if _is_open(settings, request):
        return Allow(None)
    verdict = _session(settings, request["headers"], now)
    if isinstance(verdict, Session):
        return Allow(verdict)
    if not _is_navigation(request):
        return Refuse(verdict.reason)
    back = return_path(request["uri"], request["querystring"])
    return Redirect(settings.redirect_to + percent_encode(back), verdict.reason)


def _is_open(settings: AuthSettings, request: Request) -> bool:
    uri = request["uri"]
    if uri == settings.sign_in_path:
        host = headers.first(request["headers"], "host") or ""
        if settings.sign_in_host in ("", host.lower()):
            return True
    return (
        bool(settings.anonymous) and is_plain(uri) and any(item.matches(uri) for item in settings.anonymous)
    )


def _session(settings: AuthSettings, lines: Headers, now: float) -> Session | Refusal:
    tokens = cookies.values(lines, settings.cookie)
    if not tokens:
        return Refusal("absent")
    if len(tokens) > MOST_COOKIES:
        return Refusal("ambiguous")
    verdicts = [verify(token, settings.keys, now=now) for token in tokens]
    sessions = [verdict for verdict in verdicts if isinstance(verdict, Session)]
    if len({session.subject for session in sessions}) > 1:
        return Refusal("ambiguous")
    return sessions[0] if sessions else verdicts[0]


def _is_navigation(request: Request) -> bool:
    mode = headers.first(request["headers"], "sec-fetch-mode")
    return request["method"] in ("GET", "HEAD") and mode in (None, "navigate")
