"""The session's cookie as browsers are told to keep it: Secure, HttpOnly, SameSite, of one host unless asked.

Its `Max-Age` is the session's last possible moment, not its next end: what is over but could be renewed must
still be there to be renewed, and says by itself that it is over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge import cookies
from edge.auth.session import renew

if TYPE_CHECKING:
    from edge.auth.session import Session
    from edge.auth.settings import AuthSettings

__all__ = ["clear_session", "renewed_cookie", "session_cookie"]


def session_cookie(settings: AuthSettings, token: str, *, max_age: int) -> str:
    """The `Set-Cookie` line; `max_age` in seconds.

    Raises:
        CookieError: a browser would drop it.
    """
    session = settings.session
    attributes = cookies.Attributes(
        max_age=max_age,
        domain=session.domain,
        same_site=session.same_site,  # type: ignore[arg-type]  # the settings' reader has checked it
    )
    return cookies.set_cookie(settings.cookie, token, attributes)


def clear_session(settings: AuthSettings) -> str:
    """The line that ends it."""
    return session_cookie(settings, "", max_age=0)


def renewed_cookie(settings: AuthSettings, session: Session, now: float) -> str | None:
    """The line of a session that lasts longer; None while it need not, or must not."""
    key = next(iter(settings.keys.values()))
    token = renew(key, session, now=now, lifetime=settings.session.lifetime)
    return None if token is None else session_cookie(settings, token, max_age=session.end - int(now))
