"""A session cookie that proves whose it is, with the standard library alone: pure, the clock an argument.

1. A token is `v1.<key id>.<payload>.<mac>`: payload is base64url of JSON `{"sub", "iat", "exp", "sid"?}`
   (seconds since the epoch), mac is base64url of HMAC-SHA-256 over a fixed label and everything before it.
   The label keeps a signature made for another purpose with the same key from being taken for a session.
2. The key id chooses the key. Two keys at once let keys rotate: the new one signs, both are accepted.
3. Nothing of the payload is looked at before the signature was compared, in constant time and as text, so
   that there is one spelling of a signature only: no padding, no stray bits.
4. What is wrong with a token is a word for the log, never the token itself.
"""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import TYPE_CHECKING, NamedTuple

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
    "mint",
    "verify",
]

VERSION = "v1"
LABEL = b"cloudfrontier session\n"
SHORTEST_SECRET = 32
"""Bytes; the length of SHA-256's output, below which RFC 2104 (section 3) discourages a key."""
LONGEST_TOKEN = 3072
"""Characters; leaves room for name and attributes in the 4,096 bytes that browsers give to a cookie."""
LONGEST_KEY_ID = 64
LONGEST_SUBJECT = 256
CLOCK_SKEW = 60
"""Seconds that the clock of whoever signed may be ahead of ours."""
BASE64URL = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


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


class Refusal(NamedTuple):
    """Why a token proves nothing, as a word for the log."""

    reason: str
    """`oversize`, `malformed`, `version`, `key`, `signature`, `payload`, `future` or `expired`."""


def mint(key: Key, subject: str, *, now: float, lifetime: int, session_id: str = "") -> str:
    """A token for a subject (visible ASCII) from now on, for `lifetime` seconds.

    Raises:
        SessionError: such a token would be refused.
    """
    if not is_key_id(key.id):
        raise SessionError(f"a key's id must be letters, digits, `-` and `_`, at most {LONGEST_KEY_ID}")
    if lifetime <= 0:
        raise SessionError("a session's lifetime must be a second or more")
    if not _is_name(subject) or (session_id and not _is_name(session_id)):
        raise SessionError(
            f"subject and session id must be visible ASCII, at most {LONGEST_SUBJECT} characters"
        )
    payload: dict[str, object] = {"sub": subject, "iat": int(now), "exp": int(now) + lifetime}
    if session_id:
        payload["sid"] = session_id
    text = json.dumps(payload, separators=(",", ":"))
    signed = f"{VERSION}.{key.id}.{_encode(text.encode())}"
    return f"{signed}.{_mac(key, signed)}"


def verify(token: str, keys: Mapping[str, Key], *, now: float) -> Session | Refusal:
    """The session that a token proves at that time, or why it proves none; `keys` by their ids."""
    session = _open(token, keys)
    if isinstance(session, Refusal):
        return session
    if session.issued_at > now + CLOCK_SKEW:
        return Refusal("future")
    if session.expires_at <= now:
        return Refusal("expired")
    return session


def is_key_id(text: str) -> bool:
    """Whether a key may have that id: letters, digits, `-` and `_`, so that no `.` parts a token anew."""
    return 0 < len(text) <= LONGEST_KEY_ID and BASE64URL.issuperset(text)


def decode_secret(text: str) -> bytes:
    """A secret as key files and settings hold it: base64url without padding, 32 bytes or more.

    Raises:
        SessionError: it is not.
    """
    secret = _decode(text)
    if secret is None or len(secret) < SHORTEST_SECRET:
        raise SessionError(f"a secret must be base64url of {SHORTEST_SECRET} bytes or more")
    return secret


def _open(token: str, keys: Mapping[str, Key]) -> Session | Refusal:
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
    if not hmac.compare_digest(_mac(key, f"{version}.{key_id}.{payload}"), mac):
        return Refusal("signature")
    return _read(payload, key_id) or Refusal("payload")


def _mac(key: Key, signed: str) -> str:
    return _encode(hmac.digest(key.secret, LABEL + signed.encode(), "sha256"))


def _read(payload: str, key_id: str) -> Session | None:
    """The session that a signed payload describes, if it describes one."""
    try:
        claims = json.loads(_decode(payload) or b"")
        session = Session(claims["sub"], claims["iat"], claims["exp"], claims.get("sid", ""), key_id)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    times_are_whole = type(session.issued_at) is int and type(session.expires_at) is int
    names_are_names = _is_name(session.subject) and (session.session_id == "" or _is_name(session.session_id))
    return session if times_are_whole and names_are_names else None


def _is_name(value: object) -> bool:
    """Whether it may stand in a header: visible ASCII without spaces."""
    return (
        isinstance(value, str)
        and 0 < len(value) <= LONGEST_SUBJECT
        and value.isascii()
        and value.isprintable()
        and " " not in value
    )


def _encode(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(text: str) -> bytes | None:
    """The bytes of canonical base64url without padding; None for any other spelling."""
    if not BASE64URL.issuperset(text) or len(text) % 4 == 1:
        return None
    data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return data if _encode(data) == text else None
