"""What is kept of a provider's tokens, sealed, in cookies that only our own paths are sent.

1. The refresh token, if the project asks for it, and the ID token, which the provider wants as a hint when
   somebody signs out. Neither is ever sent to the origin: their path is that of the sign-in.
2. Each is sealed for its host and its session's id. It opens beside that session's own cookie alone, so a
   cookie tossed in by a sibling host renews nobody's session, and a session that was revoked is not renewed.
3. What does not fit into a cookie is not kept: the session is then renewed by the provider's own session.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge import cookies
from edge.auth.sealed import NONCE, open_sealed, seal

if TYPE_CHECKING:
    from edge.auth.oidc.exchange import Context
    from edge.auth.session import Session

__all__ = ["ID_TOKEN", "REFRESH_TOKEN", "clear_kept", "keep", "kept"]

REFRESH_TOKEN, ID_TOKEN = "refresh", "id"
NAMES = {REFRESH_TOKEN: "__Secure-auth-refresh", ID_TOKEN: "__Secure-auth-id"}


def keep(context: Context, what: str, token: str, session: Session) -> tuple[str, ...]:
    """The `Set-Cookie` line that keeps a token until the session's end; none where it is too long."""
    settings = context.settings
    key = next(iter(settings.keys.values()))
    sealed = seal(key, what, _context(context, session), token.encode(), nonce=context.entropy(NONCE))
    max_age = max(session.end or session.expires_at, session.expires_at) - int(context.now)
    if len(NAMES[what]) + len(sealed) > cookies.LONGEST:
        return clear_kept(context, what)
    return (_line(context, what, sealed, max_age),)


def kept(context: Context, what: str, session: Session) -> str:
    """The token that is kept beside this session; empty if there is none."""
    for value in cookies.values(context.request["headers"], NAMES[what])[:2]:
        text = open_sealed(context.settings.keys, what, _context(context, session), value)
        if text is not None:
            return text.decode()
    return ""


def clear_kept(context: Context, *what: str) -> tuple[str, ...]:
    """Lines that clear what is kept, of those the browser has."""
    lines = context.request["headers"]
    return tuple(_line(context, item, "", 0) for item in what if cookies.values(lines, NAMES[item]))


def _context(context: Context, session: Session) -> str:
    return f"{context.origin}\n{session.session_id}"


def _line(context: Context, what: str, value: str, max_age: int) -> str:
    path = context.settings.base.rstrip("/")
    return cookies.set_cookie(
        NAMES[what], value, cookies.Attributes(max_age=max_age, path=path, same_site="Lax")
    )
