"""A mistake in `edge.toml` before it has a line: the path at which it stands, and words for what was seen.

Nothing that may be a secret is ever repeated: the values of an origin's headers (origins are told from
strangers by them), whatever stands in `auth.keys`, and where `auth` names a secret, are described by their
type alone, and so is the value of an unknown key.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from cloudfrontier.project.positions import KeyPath

__all__ = ["Mistake", "expected_one_of", "is_secret", "quoted", "seen", "shown_path", "unfit", "visible"]

_LONGEST_SHOWN = 60
_MOST_COMPARED = 200


@dataclass(frozen=True)
class Mistake:
    """A mistake at a path; `at_key`: it is the key that is wrong, not the value.

    The name nearest to `name` among `known` is looked for when the mistake is told, as that takes longer than
    finding it; `otherwise` is told when none is near.
    """

    path: KeyPath
    message: str
    at_key: bool = False
    name: str = ""
    known: tuple[str, ...] = ()
    otherwise: str = ""

    def told(self) -> str:
        """The whole sentence, on one line."""
        near = _nearest(self.name, self.known)
        return visible(self.message + (f"; did you mean `{near}`?" if near else self.otherwise))


def expected_one_of(known: tuple[str, ...]) -> str:
    """`; expected one of a, b`, for `otherwise`."""
    return f"; expected one of {', '.join(known)}" if known else ""


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
    return f'"{visible(text)}"'


def visible(text: str) -> str:
    """The text with everything escaped that is not seen, or that would end the line."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


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
    auth = path[:1] == ("auth",) and not {"keys", "origin_keys", "secret"}.isdisjoint(path)
    guard = path[:1] == ("functions",) and not {"users", "secret", "keys"}.isdisjoint(path[3:])
    return auth or guard or (path[:1] == ("origins",) and path[2:3] == ("headers",))


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


def _nearest(name: str, known: tuple[str, ...]) -> str:
    """Case, and `_` for `-`, are no difference; of very many names the first ones are compared."""
    folded = {_folded(item): item for item in known[:_MOST_COMPARED]}
    found = difflib.get_close_matches(_folded(name[:_LONGEST_SHOWN]), folded, n=1)
    return folded[found[0]] if found else ""


def _folded(name: str) -> str:
    return name.lower().replace("_", "-")


def _number(value: float) -> str:
    """Digits as they are; the number of bits stands for integers whose digits nobody would read."""
    if isinstance(value, int) and value.bit_length() > 128:
        return f"of {value.bit_length()} bits"
    return str(value)
