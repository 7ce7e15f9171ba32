"""Base64url in its one canonical spelling (RFC 4648, section 5): no padding, no stray bits, nothing else.

Two spellings of one signature are two tokens to a cache, a log or a list of revoked ones; so each text is
decoded and encoded again, and only the same text is believed. This also keeps out every other character.
"""

from __future__ import annotations

from binascii import Error, a2b_base64, b2a_base64

__all__ = ["decode", "encode"]

TO_URL = bytes.maketrans(b"+/", b"-_")
FROM_URL = bytes.maketrans(b"-_", b"+/")


def encode(data: bytes) -> str:
    """Base64url without padding."""
    return b2a_base64(data, newline=False).translate(TO_URL).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes | None:
    """The bytes of canonical base64url without padding; None for any other text."""
    try:
        data = a2b_base64(text.encode("ascii").translate(FROM_URL) + b"=" * (-len(text) % 4))
    except (Error, UnicodeEncodeError):
        return None
    return data if encode(data) == text else None
