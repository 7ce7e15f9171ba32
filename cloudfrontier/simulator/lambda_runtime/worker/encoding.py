"""Turns what a handler returned into JSON, as Lambda's client does with simplejson.

Bytes are text in UTF-8, as values and as names; a Decimal is a number; NaN is refused. A named tuple is an
array here and an object there.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["make_encoder"]


def make_encoder() -> Callable[[object], bytes]:
    """Turns a value into JSON; from Python 3.12 on Lambda does not escape what is outside ASCII."""
    ascii_only = sys.version_info < (3, 12)
    encode = json.JSONEncoder(default=_plain, ensure_ascii=ascii_only, allow_nan=False).encode

    def to_json(value: object) -> bytes:
        try:
            return encode(value).encode()
        except TypeError:
            return encode(_text_keys(value)).encode()

    return to_json


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode()
    if type(value).__name__ == "Decimal" and type(value).__module__ == "decimal":
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


def _text_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key.decode() if isinstance(key, bytes) else key: _text_keys(item) for key, item in value.items()
        }
    return [_text_keys(item) for item in value] if isinstance(value, (list, tuple)) else value
