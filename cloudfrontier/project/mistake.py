"""A mistake in `edge.toml` before it has a line: the path at which it stands, and words for what was seen.

Nothing that may be a secret is ever repeated: the values of an origin's headers (origins are told from
strangers by them) and whatever stands in `auth.keys` are described by their type alone, and so is the value
of an unknown key.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from cloudfrontier.project.positions import KeyPath

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Mistake", "is_secret", "nearest", "quoted", "seen", "shown_path", "unfit"]

_LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Mistake:
    """A mistake at a path; `at_key`: it is the key that is wrong, not the value."""

    path: KeyPath
    message: str
    at_key: bool = False


def unfit(path: KeyPath, value: Any, expected: str) -> Mistake:
    """A value that is not what is expected; its content is shown unless it may be a secret."""
    return Mistake(
        path, f"`{shown_path(path)}` is {seen(value, secret=is_secret(path))}; expected {expected}"
    )


def quoted(text: str) -> str:
    """The text in double quotes on one line, shortened in its middle, control characters escaped."""
    if len(text) > _LONGEST_SHOWN:
        half = _LONGEST_SHOWN // 2
        text = f"{text[:half]}…{text[-half:]}"
    escaped = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
    return f'"{escaped}"'


def seen(value: Any, *, secret: bool = False) -> str:
    """A value of TOML in words, with its content unless that is secret."""
    match value:
        case bool():
            return str(value).lower() if not secret else "true or false"
        case str():
            return "a string" if secret else f"the string {quoted(value)}"
        case int() | float():
            return "a number" if secret else f"the number {_number(value)}"
        case datetime() | date() | time():
            return "a date or time" if secret else f"the date or time {value.isoformat()}"
        case dict():
            return "a table"
        case _:
            return "an array" if value else "an empty array"


def is_secret(path: KeyPath) -> bool:
    """Whether what stands at the path may be a secret."""
    return path[:2] == ("auth", "keys") or (path[:1] == ("origins",) and path[2:3] == ("headers",))


def nearest(name: str, known: Iterable[str], *, quote: str = "`") -> str:
    """`; did you mean …?` with the known name that is most like it, or nothing."""
    folded = {item.lower().replace("_", "-"): item for item in known}
    found = difflib.get_close_matches(name[:_LONGEST_SHOWN].lower().replace("_", "-"), folded, n=1)
    return f"; did you mean {quote}{folded[found[0]]}{quote}?" if found else ""


def shown_path(path: KeyPath) -> str:
    """A path as people write it: `behaviors[0].viewer-request`, names in quotes if need be."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            plain = step.replace("-", "").replace("_", "").isalnum()
            text += f"{'.' if text else ''}{step if plain else quoted(step)}"
    return text


def _number(value: float) -> str:
    """Digits as they are; the number of bits stands for integers whose digits nobody would read."""
    if isinstance(value, int) and value.bit_length() > 128:
        return f"of {value.bit_length()} bits"
    return str(value)
