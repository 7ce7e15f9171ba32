"""A JSON text with the place of every value, so that a finding can say `file:line:column` like a compiler."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from cloudfrontier.cloudfront.distribution_config.json_scan import JsonError, Spot, scan
from cloudfrontier.errors import UsageError

__all__ = ["LARGEST_TEXT", "JsonText", "KeyPath", "read_json"]

KeyPath = tuple[str | int, ...]
"""The way to a value through objects and arrays: `("CacheBehaviors", "Items", 0, "PathPattern")`."""

LARGEST_TEXT = 4 << 20
"""Most bytes that are read; a configuration with 75 behaviors has about 300,000."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_PRINT = "print it with `aws cloudfront get-distribution-config --id ID --output json`"


@dataclass(frozen=True)
class JsonText:
    """A parsed text; `name` is how messages call its file."""

    name: str
    value: object
    text: str = field(repr=False)
    spot: Spot = field(repr=False)

    def place(self, path: KeyPath) -> tuple[int, int]:
        """Line and column (1-based) of the value at the path, or of the nearest above it that is there."""
        offset, inside = self.spot
        for step in path:
            found = _inside(inside, step)
            if found is None:
                break
            offset, inside = found
        return _line_and_column(self._line_starts, offset)

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        return _line_starts(self.text)


def read_json(raw: str | bytes, *, name: str, hint: str = _PRINT) -> JsonText:
    """The parsed text; `hint` is how such a file is made.

    Raises:
        UsageError: it is too large, no UTF-8 or no JSON; the message begins with `name:line:column`.
    """
    if len(raw) > LARGEST_TEXT:
        raise UsageError(
            f"{name}: more than {LARGEST_TEXT:,} bytes; no configuration of a distribution has that"
        )
    text = raw if isinstance(raw, str) else _decode(raw, name)
    try:
        value, spot = scan(text)
    except JsonError as error:
        line, column = _line_and_column(_line_starts(text), error.offset)
        raise UsageError(f"{name}:{line}:{column}: not the JSON of a distribution: {error}; {hint}") from None
    return JsonText(name, value, text, spot)


def _inside(inside: dict[str, Spot] | list[Spot] | None, step: str | int) -> Spot | None:
    if inside is None:
        return None
    if isinstance(inside, dict):
        return inside.get(step) if isinstance(step, str) else None
    return inside[step] if isinstance(step, int) and 0 <= step < len(inside) else None


def _decode(raw: bytes, name: str) -> str:
    if raw.startswith(_UTF_16):
        raise UsageError(f"{name}:1:1: this is UTF-16; save the file as UTF-8")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig")
        line, column = _line_and_column(_line_starts(before), len(before))
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise UsageError(f"{name}:{line}:{column}: {message}") from None


def _line_starts(text: str) -> tuple[int, ...]:
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return tuple(starts)


def _line_and_column(starts: tuple[int, ...], offset: int) -> tuple[int, int]:
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1
