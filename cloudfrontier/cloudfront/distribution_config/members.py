"""Typed reading of the API's objects: there always comes a value, and a fault where something is wrong.

A fault never holds a value that may be a secret: wrong types are named, not shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.distribution_config.values import ConfigFault, FaultKind

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution_config.json_text import KeyPath

__all__ = ["MOST_ITEMS", "Members", "Reading", "kind_of", "short"]

MOST_ITEMS = 1000
"""Items of one list that are read; the largest quota is 100."""

_LONGEST_SHOWN = 60


@dataclass
class Reading:
    """What a reading finds out on its way: the faults so far, and every object that was looked into."""

    faults: list[ConfigFault] = field(default_factory=list)
    objects: list[Members] = field(default_factory=list)

    def add(self, kind: FaultKind, path: KeyPath, message: str) -> None:
        """Another fault."""
        self.faults.append(ConfigFault(kind, path, message))

    @property
    def aside(self) -> dict[KeyPath, object]:
        """Members that nobody asked for, by path."""
        return {
            (*item.path, name): value
            for item in self.objects
            for name, value in item.value.items()
            if name not in item.taken
        }


class Members:
    """An object of the API; a member that is absent or null has its default, unless it is required."""

    def __init__(self, value: Mapping[str, Any], path: KeyPath, reading: Reading) -> None:
        self.value = value
        self.path = path
        self.reading = reading
        self.taken: set[str] = set()
        reading.objects.append(self)

    def has(self, name: str) -> bool:
        """Whether the member is there and not null."""
        self.taken.add(name)
        return self.value.get(name) is not None

    def text(self, name: str, default: str = "", *, required: bool = False) -> str:
        """A string."""
        found = self._take(name, required=required)
        if isinstance(found, str):
            return found
        if found is not None:
            self._wrong(name, found, "a string")
        return default

    def word(self, name: str, known: tuple[str, ...], default: str = "", *, required: bool = False) -> str:
        """One of the words that the API knows; the default in place of any other."""
        found = self.text(name, default, required=required)
        if found in known or found == default:
            return found
        self.reading.add("shape", (*self.path, name), f"{name} is {short(found)}; expected {_listed(known)}")
        return default

    def flag(self, name: str) -> bool:
        """True or false."""
        found = self._take(name)
        if found is not None and not isinstance(found, bool):
            self._wrong(name, found, "true or false")
        return found is True

    def number(self, name: str, *, required: bool = False) -> int | None:
        """A whole number; None if there is none."""
        found = self._take(name, required=required)
        if isinstance(found, int) and not isinstance(found, bool):
            return found
        if found is not None:
            self._wrong(name, found, "a whole number")
        return None

    def child(self, name: str, *, required: bool = False) -> Members:
        """An object; an empty one if it is absent."""
        found = self._take(name, required=required)
        if found is not None and not isinstance(found, Mapping):
            self._wrong(name, found, "an object")
        return Members(found if isinstance(found, Mapping) else {}, (*self.path, name), self.reading)

    def items(self, name: str, *, required: bool = False) -> list[Members]:
        """The objects of `{"Quantity": n, "Items": [...]}`; `Quantity` is not looked at here."""
        listed = self.child(name, required=required)
        return [
            Members(item, path, self.reading)
            for path, item in listed.listed()
            if isinstance(item, Mapping) or self._misfit(path, item, "an object")
        ]

    def texts(self, name: str) -> tuple[str, ...]:
        """The strings of `{"Quantity": n, "Items": [...]}`."""
        return self.child(name).strings()

    def strings(self) -> tuple[str, ...]:
        """The strings in its own `Items`."""
        return tuple(
            item
            for path, item in self.listed()
            if isinstance(item, str) or self._misfit(path, item, "a string")
        )

    def numbers(self) -> tuple[int, ...]:
        """The whole numbers in its own `Items`."""
        return tuple(
            item
            for path, item in self.listed()
            if (isinstance(item, int) and not isinstance(item, bool))
            or self._misfit(path, item, "a whole number")
        )

    def listed(self) -> list[tuple[KeyPath, Any]]:
        """What stands in `Items`, each with its path."""
        self.taken.add("Quantity")
        found = self._take("Items")
        path = (*self.path, "Items")
        if found is not None and not isinstance(found, list | tuple):
            self._wrong("Items", found, "an array")
            return []
        items = found or ()
        if len(items) > MOST_ITEMS:
            self.reading.add(
                "shape", path, f"{len(items):,} items; only the first {MOST_ITEMS:,} are looked at"
            )
        return [((*path, index), item) for index, item in enumerate(items[:MOST_ITEMS])]

    def _take(self, name: str, *, required: bool = False) -> Any:
        self.taken.add(name)
        found = self.value.get(name)
        if found is None and required:
            self.reading.add("shape", self.path, f"{name} is missing")
        return found

    def _wrong(self, name: str, found: object, expected: str) -> None:
        self._misfit((*self.path, name), found, expected, what=name)

    def _misfit(self, path: KeyPath, found: object, expected: str, *, what: str = "an item") -> bool:
        self.reading.add("shape", path, f"{what} is {kind_of(found)}; expected {expected}")
        return False


def kind_of(value: object) -> str:
    """What a value is, without the value."""
    if isinstance(value, bool):
        return "true or false"
    known = {str: "a string", int: "a number", float: "a number", list: "an array", tuple: "an array"}
    return "an object" if isinstance(value, Mapping) else known.get(type(value), "null")


def short(text: str) -> str:
    """A text in quotes, on one line and not too long."""
    return repr(text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…")


def _listed(words: tuple[str, ...]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
