"""The digests of the module `crypto`, by Python's own hashes: at CloudFront they are native code, too.

FIPS 180-4, RFC 1321 and RFC 2104 by way of hashlib and hmac; which algorithms and encodings there are is in
functions-javascript-runtime-20 of CloudFront's developer guide (read 2026-04).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re

__all__ = ["digest"]

# Decoding stops at the first character that is none of the encoding, as in CloudFront's engine.
PAIRS_OF_HEX = re.compile(r"(?:[0-9a-fA-F]{2})*")
BASE64 = re.compile(r"[A-Za-z0-9+/]*")
BASE64URL = re.compile(r"[A-Za-z0-9_-]*")
SURROGATES = re.compile("[\ud800-\udfff]")
SURROGATES_BUT_BYTES = re.compile("[\ud800-\udc7f\udd00-\udfff]")


def digest(algorithm: str, key: str, message: str, encoding: str) -> str:
    """A digest as text in `encoding`: hex, base64 or base64url.

    message: JSON, an encoding and a text in turns: utf8, bytes (U+0000 to U+00FF, one a byte), byteString
    (UTF-8, where U+DC80 to U+DCFF are bytes), or one of those above. key: the same with one text, for an
    HMAC; empty for a plain hash.
    """
    data = joined(message)
    made = hmac.digest(joined(key), data, algorithm) if key else plain(algorithm, data)
    if encoding == "hex":
        return made.hex()
    if encoding == "base64":
        return base64.b64encode(made).decode()
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def plain(algorithm: str, data: bytes) -> bytes:
    """A hash without a key; none of them guards a secret of this machine."""
    return hashlib.new(algorithm, data, usedforsecurity=False).digest()


def joined(message: str) -> bytes:
    """The bytes of a message."""
    pieces: list[str] = json.loads(message)
    return b"".join(map(decoded, pieces[::2], pieces[1::2]))


def decoded(encoding: str, text: str) -> bytes:
    """The bytes that a text stands for."""
    match encoding:
        case "utf8":
            return SURROGATES.sub("\ufffd", text).encode()
        case "byteString":
            return SURROGATES_BUT_BYTES.sub("\ufffd", text).encode("utf-8", "surrogateescape")
        case "hex":
            return bytes.fromhex(found[0] if (found := PAIRS_OF_HEX.match(text)) else "")
        case "base64" | "base64url":
            return unpacked(text, BASE64 if encoding == "base64" else BASE64URL)
    return text.encode("latin-1")


def unpacked(text: str, alphabet: re.Pattern[str]) -> bytes:
    """Base64 with padding or without; bits that make no whole byte are dropped."""
    found = alphabet.match(text)
    packed = found[0] if found else ""
    packed = packed[: len(packed) - (len(packed) % 4 == 1)]
    return base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=None if alphabet is BASE64 else b"-_")
