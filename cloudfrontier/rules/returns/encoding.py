"""Reads bodies as CloudFront does, of requests and of responses: text, or base64 of bytes."""

from __future__ import annotations

import base64
import binascii

__all__ = ["ENCODINGS", "decode"]

ENCODINGS = ("text", "base64")


def decode(data: str, encoding: str) -> bytes | None:
    """The bytes of a body; None when it is said to be base64 and is not.

    A lone surrogate, which JSON can hold and UTF-8 cannot, counts as the replacement character.
    """
    if encoding != "base64":
        return data.encode("utf-8", "replace")
    try:
        return base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        return None
