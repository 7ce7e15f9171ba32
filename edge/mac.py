"""HMAC-SHA-256 (RFC 2104) on Python's own SHA-256: for what every request, and so every cold start, needs.

`hmac` and `hashlib` load OpenSSL, which is a third of what a lean handler takes to start; the SHA-256 that
is built into Python is there at once. One that lacks it falls back on `hashlib`. A test holds this against
`hmac`. `compare_digest` is the one that `hmac` has where there is no OpenSSL: constant time, text or bytes.
"""

from __future__ import annotations

from _operator import _compare_digest as compare_digest

try:
    from _sha2 import sha256  # type: ignore[import-not-found,unused-ignore]  # Python 3.12 and newer
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found,no-redef,unused-ignore]  # before
    except ImportError:
        from hashlib import sha256

__all__ = ["compare_digest", "hmac_sha256"]

BLOCK = 64
"""Bytes that SHA-256 takes at once."""
INNER = bytes(byte ^ 0x36 for byte in range(256))
OUTER = bytes(byte ^ 0x5C for byte in range(256))


def hmac_sha256(key: bytes, message: bytes) -> bytes:
    """The 32 bytes that prove who made a message."""
    if len(key) > BLOCK:
        key = sha256(key).digest()
    padded = key.ljust(BLOCK, b"\x00")
    inner: bytes = sha256(padded.translate(INNER) + message).digest()
    proof: bytes = sha256(padded.translate(OUTER) + inner).digest()
    return proof
