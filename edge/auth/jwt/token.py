"""A JSON Web Token taken apart, strictly: whatever two readers could read in two ways is refused.

1. Three parts of canonical base64url (RFC 7515, section 7.1), at most 8,192 characters in all.
2. Header and claims are JSON objects in UTF-8: no member twice, on any level (RFC 7515, section 5.2, leaves
   it to the reader which one counts), no NaN, no lone surrogates, at most 16 levels deep.
3. A header with `crit` asks for something to be understood; nothing is, so the token is refused (RFC 7515,
   section 4.1.11).
4. Nothing here says that a token is true; that is for `edge.auth.jwt.verifier`.
"""

from __future__ import annotations

from json import JSONDecoder, JSONEncoder
from typing import TYPE_CHECKING, NamedTuple

from edge.auth.base64url import decode

if TYPE_CHECKING:
    from typing import NoReturn

__all__ = ["DEEPEST", "LONGEST_TOKEN", "Token", "TokenError", "parse", "read_object"]

LONGEST_TOKEN = 8192
"""Characters; no provider's token comes near, and what is longer costs time before it is refused."""
DEEPEST = 16
"""Levels of objects and lists in a header or in claims."""


class TokenError(ValueError):
    """A token proves nothing; `reason` is a word for the log and holds nothing of the token."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Token(NamedTuple):
    """The parts of a token: what it says, and what of it is signed."""

    algorithm: str
    key_id: str | None
    claims: dict[str, object]
    signed: bytes
    """Header and claims as they were sent, with the dot between them."""
    signature: bytes


def parse(token: str) -> Token:
    """The parts of a token that is well formed, whoever signed it.

    Raises:
        TokenError: `oversize`, `malformed` or `crit`.
    """
    if len(token) > LONGEST_TOKEN:
        raise TokenError("oversize")
    signed, _, signature_text = token.rpartition(".")
    header_text, _, claims_text = signed.partition(".")
    signature = decode(signature_text)
    header, claims = read_object(decode(header_text)), read_object(decode(claims_text))
    if not signature or header is None or claims is None:
        raise TokenError("malformed")
    if "crit" in header:
        raise TokenError("crit")
    algorithm, key_id = header.get("alg"), header.get("kid")
    if not isinstance(algorithm, str) or not (key_id is None or isinstance(key_id, str)):
        raise TokenError("malformed")
    return Token(algorithm, key_id, claims, signed.encode("ascii"), signature)


def read_object(data: bytes | None) -> dict[str, object] | None:
    """The JSON object in these bytes; None for anything else, and for what can be read in two ways."""
    if not data:
        return None
    try:
        value = DECODER.decode(data.decode())
        if not isinstance(value, dict) or (_brackets(data) > DEEPEST and _depth(value) > DEEPEST):
            return None
        if b"\\u" in data:
            ENCODER.encode(value).encode()  # a lone surrogate raises here, not where somebody prints it
    except (ValueError, RecursionError):
        return None
    return value


def _unique(members: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(members)
    if len(found) != len(members):
        raise ValueError("a member stands twice")
    return found


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


DECODER = JSONDecoder(object_pairs_hook=_unique, parse_constant=_refuse)
ENCODER = JSONEncoder(ensure_ascii=False)


def _brackets(data: bytes) -> int:
    """At least as many as there are levels; counting them is what an honest token costs."""
    return data.count(b"{") + data.count(b"[")


def _depth(value: object) -> int:
    """Levels of objects and lists; the parser has bounded them by its own stack."""
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(_depth, value), default=0)
    return 0
