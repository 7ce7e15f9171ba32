"""Compares what was seen with the part of it that somebody expects, and says at which path they differ.

1. A table is expected as a part: what it does not name may be anything. A list is expected whole.
2. A table with one key that begins with `$` is a condition on the value in its place: `$absent`, `$at_most`,
   `$contains`, `$matches`. JSON's `null` is `{"$absent": true}`.
3. Everything else is equal or not; `1` and `true` differ.

Values at the paths of cookies and credentials are described by their length: test reports end up in logs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from cloudfrontier.simulator.redaction import SECRET_HEADERS, redacted

__all__ = ["ABSENT", "CONDITIONS", "Absent", "Mismatch", "Path", "differences", "faults_of", "shown_path"]

Path = tuple[str | int, ...]

_LONGEST = 200
_SECRET = SECRET_HEADERS | {"cookie", "cookies", "set-cookie"}


class Absent(Enum):
    """The value of a path at which there is nothing; JSON has no word for it."""

    ABSENT = "nothing"


ABSENT: Final = Absent.ABSENT


@dataclass(frozen=True)
class Mismatch:
    """One path at which what was expected and what was seen differ; `seen` is `ABSENT` where nothing is."""

    path: Path
    expected: Any
    seen: Any

    def __str__(self) -> str:
        return f"{shown_path(self.path)}: expected {self._told(self.expected)}, got {self._told(self.seen)}"

    def _told(self, value: Any) -> str:
        condition = _condition(value)
        if condition is not None:
            return _TOLD[condition[0]](condition[1])
        if value is ABSENT:
            return "nothing"
        if _SECRET.intersection(str(step).lower() for step in self.path):
            return redacted(value) if isinstance(value, str) and value else f"a {type(value).__name__}"
        text = json.dumps(value, ensure_ascii=False, default=str)
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}... ({len(text):,} characters)"


def differences(expected: Any, seen: Any, path: Path = ()) -> Iterator[Mismatch]:
    """Where they differ, in the order of the expectation; nothing when all is as expected."""
    condition = _condition(expected)
    if condition is not None:
        name, wanted = condition
        if not CONDITIONS[name](wanted, seen):
            yield Mismatch(path, expected, seen)
    elif isinstance(expected, Mapping) and isinstance(seen, Mapping):
        for key, item in expected.items():
            yield from differences(item, seen.get(key, ABSENT), (*path, key))
    elif isinstance(expected, list) and isinstance(seen, list) and len(expected) == len(seen):
        for index, (item, other) in enumerate(zip(expected, seen, strict=True)):
            yield from differences(item, other, (*path, index))
    elif not _same(expected, seen):
        yield Mismatch(path, expected, seen)


def faults_of(expected: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """What is wrong with an expectation itself: a condition that is unknown, or cannot be met."""
    if isinstance(expected, Mapping):
        unknown = [key for key in expected if str(key).startswith("$") and key not in CONDITIONS]
        if unknown:
            yield path, f"unknown condition `{unknown[0]}`, expected one of {', '.join(sorted(CONDITIONS))}"
        elif any(str(key).startswith("$") for key in expected) and len(expected) > 1:
            yield path, "a condition stands alone in its table"
        elif condition := _condition(expected):
            if fault := _fault_of(*condition):
                yield path, fault
        else:
            for key, item in expected.items():
                yield from faults_of(item, (*path, key))
    elif isinstance(expected, list):
        for index, item in enumerate(expected):
            yield from faults_of(item, (*path, index))


def shown_path(path: Path) -> str:
    """`headers.location`, `cookies[0]`; `the whole` for no path."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".") or "the whole"


def _same(expected: Any, seen: Any) -> bool:
    """Equal, and of one kind: Python takes `True` for 1, JSON does not."""
    return isinstance(expected, bool) == isinstance(seen, bool) and bool(expected == seen)


def _condition(value: Any) -> tuple[str, Any] | None:
    if value is None:
        return "$absent", True
    if isinstance(value, Mapping) and len(value) == 1:
        (name, wanted), *_ = value.items()
        if name in CONDITIONS:
            return name, wanted
    return None


def _contains(wanted: Any, seen: Any) -> bool:
    if isinstance(seen, str):
        return isinstance(wanted, str) and wanted in seen
    return isinstance(seen, list) and any(not list(differences(wanted, item)) for item in seen)


def _fault_of(name: str, wanted: Any) -> str:
    if name == "$matches":
        try:
            re.compile(wanted)
        except (re.error, TypeError) as error:
            return f"`$matches` is no regular expression: {error}"
    if name == "$absent" and not isinstance(wanted, bool):
        return "`$absent` is true or false"
    if name == "$at_most" and (isinstance(wanted, bool) or not isinstance(wanted, int | float)):
        return "`$at_most` is a number"
    return ""


def _at_most(wanted: Any, seen: Any) -> bool:
    return isinstance(seen, int | float) and not isinstance(seen, bool) and bool(seen <= wanted)


CONDITIONS: Mapping[str, Callable[[Any, Any], bool]] = {
    # JSON's null is no value either
    "$absent": lambda wanted, seen: (seen is ABSENT or seen is None) == wanted,
    "$at_most": _at_most,
    "$contains": _contains,
    "$matches": lambda wanted, seen: isinstance(seen, str) and re.search(wanted, seen) is not None,
}
"""Name -> whether a value meets the condition with that operand."""

_TOLD: Mapping[str, Callable[[Any], str]] = {
    "$absent": lambda wanted: "nothing" if wanted else "something",
    "$at_most": lambda wanted: f"at most {wanted}",
    "$contains": lambda wanted: f"something with {json.dumps(wanted, ensure_ascii=False)} in it",
    "$matches": lambda wanted: f"what matches {wanted!r}",
}
