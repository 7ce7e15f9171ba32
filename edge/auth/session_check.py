"""Which session a request proves: every session cookie is looked at, and what was revoked counts no more.

1. A stale cookie may hide a good one, so all are checked; if they prove different subjects, somebody put one
   there, and none is believed. Of several good ones the one that lasts longest counts.
2. A session that was made at one site of a handler does not hold at another, though both trust the same keys:
   a partner's user could otherwise carry the cookie over by hand.
3. Revocations come from the live settings: by subject, everything signed in before an hour; by session id,
   until an hour. What is no number there is no revocation: who reads the live settings reports it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge import cookies
from edge.auth.session import Refusal, Session, open_token, time_refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edge.auth.session import Key
    from edge.events import Headers

__all__ = ["MOST_COOKIES", "find_session", "revoked"]

MOST_COOKIES = 4
"""Session cookies that are checked in one request; more of them is an attack or a fault."""


def find_session(  # noqa: PLR0913  everything that a verdict depends on, by name
    lines: Headers,
    *,
    cookie: str,
    keys: Mapping[str, Key],
    site: str,
    now: float,
    live: Mapping[str, object],
    renewable: bool = False,
) -> Session | Refusal:
    """The session of a request at that time; `renewable`: one that is over counts until its `end`.

    `live`: the table `auth` of the live settings.
    """
    tokens = cookies.values(lines, cookie)
    if not tokens:
        return Refusal("absent")
    if len(tokens) > MOST_COOKIES:
        return Refusal("ambiguous")
    verdicts = [_verdict(open_token(token, keys), site, now, live, renewable) for token in tokens]
    sessions = [verdict for verdict in verdicts if isinstance(verdict, Session)]
    if not sessions:
        return verdicts[0]
    if len({session.subject for session in sessions}) > 1:
        return Refusal("ambiguous")
    return max(sessions, key=_expiry)


def revoked(session: Session, live: Mapping[str, object], now: float) -> bool:
    """Whether live settings have taken the session back."""
    table = live.get("revoked")
    if not isinstance(table, dict):
        return False
    before = _number(table.get("subjects"), session.subject)
    until = _number(table.get("sessions"), session.session_id)
    return session.issued_at < before or now < until


def _verdict(
    session: Session | Refusal,
    site: str,
    now: float,
    live: Mapping[str, object],
    renewable: bool,  # noqa: FBT001  private, and passed on
) -> Session | Refusal:
    if isinstance(session, Refusal):
        return session
    refusal = time_refusal(session, now)
    if refusal and not (renewable and refusal.reason == "expired" and now < session.end):
        return refusal
    if session.site not in ("", site):
        return Refusal("site")
    return Refusal("revoked") if live and revoked(session, live, now) else session


def _expiry(session: Session) -> int:
    return session.expires_at


def _number(table: object, name: str) -> float:
    value = table.get(name) if isinstance(table, dict) and name else None
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else 0
