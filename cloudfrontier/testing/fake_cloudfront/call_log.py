"""What was called, in order, without anything that should not be printed.

Failing tests show their logs, and logs of tests are public in CI: code, events, values of stores, values of
origin headers and the header that opens a staging distribution are replaced by their sizes. Of services that
the fake only watches, no parameter is kept at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Call", "without_secrets"]

_HIDDEN = frozenset({"HeaderValue", "FunctionCode", "EventObject"})
_HOLDS_HIDDEN_VALUE = frozenset({"SingleHeaderConfig", "Puts"})


@dataclass(frozen=True)
class Call:
    """One call: the service and operation in botocore's spelling, and what was asked."""

    operation: str
    params: Mapping[str, Any]
    service: str = "cloudfront"


def without_secrets(operation: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters with everything secret replaced by its size."""
    hidden = _HIDDEN | {"Value"} if operation == "PutKey" else _HIDDEN
    return {name: _shown(name, value, hidden) for name, value in params.items()}


def _shown(name: str, value: object, hidden: frozenset[str]) -> object:
    if name in hidden or isinstance(value, bytes | bytearray):
        return f"({len(value) if isinstance(value, str | bytes | bytearray) else 0} hidden)"
    if name in _HOLDS_HIDDEN_VALUE:
        hidden = hidden | {"Value"}
    if isinstance(value, Mapping):
        return {key: _shown(key, member, hidden) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [_shown("", item, hidden) for item in value]
    return value
