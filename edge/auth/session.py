"""A session cookie that proves whose it is, with the standard library alone: pure, the clock an argument.

1. A token is `v1.<key id>.<payload>.<mac>`: payload is base64url of JSON `{"sub", "iat", "exp", "end"?,
   "sid"?, "site"?, "claims"?}` (times in seconds since the epoch), mac is base64url of HMAC-SHA-256 over a
   fixed label and everything before it. The label keeps a signature made for another purpose with the same
   key from being taken for a session.
2. The key id chooses the key. Two keys at once let keys rotate: the new one signs, both are accepted.
3. Nothing of the payload is looked at before the signature was compared, in constant time and as text, so
   that there is one spelling of a signature only: no padding, no stray bits.
4. `exp` moves on while a session is used, `end` never does: after it somebody has to sign in again. `iat` is
   the time of signing in and stays, so that "everything before that hour" can be revoked.
5. What is wrong with a token is a word for the log, never the token itself.
"""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from edge.auth.base64url import decode, encode
from edge.mac import compare_digest, hmac_sha256

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "LONGEST_KEY_ID",
    "LONGEST_TOKEN",
    "SHORTEST_SECRET",
    "Key",
    "Refusal",
    "Session",
    "SessionError",
    "decode_secret",
    "is_key_id",
    "is_name",
    "mint",
    "open_token",
    "renew",
    "sign",
    "time_refusal",
    "verify",
]

VERSION = "v1"
LABEL = b"cloudfrontier session\n"
SHORTEST_SECRET = 32
"""Bytes; the length of SHA-256's output, below which RFC 2104 (section 3) discourages a key."""
LONGEST_TOKEN = 3900
"""Characters; leaves room for the name in the 4,096 bytes that browsers give to a cookie."""
LONGEST_KEY_ID = 64
LONGEST_SUBJECT = 256
CLOCK_SKEW = 60
"""Seconds that the clock of whoever signed may be ahead of ours."""
KEY_ID = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
NO_CLAIMS: Mapping[str, object] = MappingProxyType({})


class SessionError(ValueError):
    """A session or a key cannot be made so; the message never holds a secret."""


class Key(NamedTuple):
    """A secret that sessions are signed with, and the name it has inside a token."""

    id: str
    secret: bytes

    def __repr__(self) -> str:
        return f"Key(id={self.id!r})"


class Session(NamedTuple):
    """What a token proved: whose session it is, and from when to when (seconds since the epoch)."""

    subject: str
    issued_at: int
    expires_at: int
    session_id: str
    key_id: str
    claims: Mapping[str, object] = NO_CLAIMS
    """What the session was told to keep of the provider's claims."""
    end: int = 0
    """No renewal goes past it; 0: the session is not renewed."""
    site: str = ""
    """Name of the provider that it was made with; empty: signed by somebody else who holds the key."""


class Refusal(NamedTuple):
    """Why a token proves nothing, as a word for the log."""

    reason: str
    """`oversize`, `malformed`, `version`, `key`, `signature`, `payload`, `future` or `expired`; of a request
    also `absent`, `ambiguous`, `site` or `revoked`."""


def mint(key: Key, subject: str, *, now: float, lifetime: int, session_id: str = "") -> str:
    """A token for a subject (visible ASCII) from now on, for `lifetime` seconds.

    Raises:
        SessionError: such a token would be refused.
    """
    if lifetime <= 0:
        raise SessionError("a session's lifetime must be a second or more")
    return sign(key, Session(subject, int(now), int(now) + lifetime, session_id, key.id))


def renew(key: Key, session: Session, *, now: float, lifetime: int) -> str | None:
    """The token of a session that lasts longer; None while half of its time is left, and at its end."""
    expires = min(int(now) + lifetime, session.end)
    if session.expires_at - now > lifetime / 2 or expires <= session.expires_at:
        return None
    return sign(key, session._replace(expires_at=expires))


def sign(key: Key, session: Session) -> str:
    """The token of a session, signed with that key whatever its `key_id` says.

    Raises:
        SessionError: such a token would be refused.
    """
    if not is_key_id(key.id):
        raise SessionError(f"a key's id must be letters, digits, `-` and `_`, at most {LONGEST_KEY_ID}")
    if not is_name(session.subject) or (session.session_id and not is_name(session.session_id)):
        raise SessionError(
            f"subject and session id must be visible ASCII, at most {LONGEST_SUBJECT} characters"
        )
    payload = {
        "sub": session.subject,
        "iat": session.issued_at,
        "exp": session.expires_at,
        "end": session.end,
        "sid": session.session_id,
        "site": session.site,
        "claims": dict(session.claims),
    }
    text = json.dumps({name: value for name, value in payload.items() if value}, separators=(",", ":"))
    signed = f"{VERSION}.{key.id}.{encode(text.encode())}"
    token = f"{signed}.{_mac(key, signed)}"
    if len(token) > LONGEST_TOKEN:
        raise SessionError(
            f"the session would be {len(token)} characters, more than the {LONGEST_TOKEN} that a cookie may "
            "have: keep fewer claims"
        )
    return token


def verify(token: str, keys: Mapping[str, Key], *, now: float) -> Session | Refusal:
    """The session that a token proves at that time, or why it proves none; `keys` by their ids."""
    session = open_token(token, keys)
    if isinstance(session, Refusal):
        return session
    return time_refusal(session, now) or session


def time_refusal(session: Session, now: float) -> Refusal | None:
    """Why a session does not hold at that time."""
    if session.issued_at > now + CLOCK_SKEW:
        return Refusal("future")
    return Refusal("expired") if session.expires_at <= now else None


def is_key_id(text: str) -> bool:
    """Whether a key may have that id: letters, digits, `-` and `_`, so that no `.` parts a token anew."""
    return 0 < len(text) <= LONGEST_KEY_ID and KEY_ID.issuperset(text)


def is_name(value: object) -> bool:
    """Whether it may be a subject and stand in a header: visible ASCII without spaces."""
    return (
        isinstance(value, str)
        and 0 < len(value) <= LONGEST_SUBJECT
        and value.isascii()
        and value.isprintable()
        and " " not in value
    )


def decode_secret(text: str) -> bytes:
    """A secret as key files and settings hold it: base64url without padding, 32 bytes or more.

    Raises:
        SessionError: it is not.
    """
    secret = decode(text)
    if secret is None or len(secret) < SHORTEST_SECRET:
        raise SessionError(f"a secret must be base64url of {SHORTEST_SECRET} bytes or more")
    return secret


def open_token(token: str, keys: Mapping[str, Key]) -> Session | Refusal:
    """What a token says if it is signed by one of the keys, whatever the time."""
    if len(token) > LONGEST_TOKEN:
        return Refusal("oversize")
    parts = token.split(".")
    if len(parts) != 4 or not token.isascii():
        return Refusal("malformed")
    version, key_id, payload, mac = parts
    if version != VERSION or key_id not in keys:
        return Refusal("key" if version == VERSION else "version")
    key = keys[key_id]
    if not compare_digest(_mac(key, f"{version}.{key_id}.{payload}"), mac):
        return Refusal("signature")
    return _read(payload, key_id) or Refusal("payload")


def _mac(key: Key, signed: str) -> str:
    return encode(hmac_sha256(key.secret, LABEL + signed.encode()))


def _read(payload: str, key_id: str) -> Session | None:
    """The session that a signed payload describes, if it describes one."""
    try:
        data = json.loads(decode(payload) or b"")
        session = Session(
            data["sub"],
            data["iat"],
            data["exp"],
            data.get("sid", ""),
            key_id,
            data.get("claims", NO_CLAIMS),
            data.get("end", 0),
            data.get("site", ""),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    times = (session.issued_at, session.expires_at, session.end)
    times_are_whole = all(type(time) is int for time in times)
    names_are_names = is_name(session.subject) and (session.session_id == "" or is_name(session.session_id))
    claims_are_claims = session.claims is NO_CLAIMS or isinstance(session.claims, dict)
    known = times_are_whole and names_are_names and claims_are_claims and session.site.__class__ is str
    return session if known else None
