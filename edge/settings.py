"""Configuration that is baked into the zip, for a Lambda@Edge function has no environment variables.

`settings.json` stands beside the entry module, at the root of the zip: one folder above this package,
wherever the zip was unpacked. It is read and checked once, at the cold start. A mistake names its key; no
value is ever repeated, because some are secrets.
"""

from __future__ import annotations

import json
from os.path import dirname, join
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["LOG_LEVELS", "SETTINGS_NAME", "Settings", "SettingsError", "Table", "load_settings"]

SETTINGS_NAME = "settings.json"
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LOGGINGS = ("powertools", "lean")


class SettingsError(Exception):
    """settings.json is absent or wrong; the message names the key and what was expected there."""


class Table:
    """A JSON object that is being read key by key; `where` is its place, as `features.auth.keys[0]`."""

    __slots__ = ("_data", "_unread", "where")

    def __init__(self, data: object, where: str) -> None:
        if not isinstance(data, dict):
            raise SettingsError(f"{SETTINGS_NAME}: {where or 'the whole file'}: expected an object")
        self._data: dict[str, object] = data
        self._unread = set(self._data)
        self.where = where

    def refuse(self, key: str, expected: str) -> SettingsError:
        """The error that says what was expected at a key of this table; for the caller to raise."""
        return SettingsError(f"{SETTINGS_NAME}: {self._place(key)}: expected {expected}")

    def text(self, key: str, default: str | None = None) -> str:
        """A string.

        Raises:
            SettingsError: it is something else, or absent without a default; also of all methods below.
        """
        value = self._read(key, default)
        if not isinstance(value, str):
            raise self.refuse(key, "a string")
        return value

    def integer(self, key: str, default: int | None = None, *, least: int = 0) -> int:
        """A whole number of at least `least`."""
        value = self._read(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise self.refuse(key, f"a whole number of at least {least}")
        return value

    def number(self, key: str, default: float | None = None, *, least: float = 0.0) -> float:
        """A number of at least `least`."""
        value = self._read(key, default)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not value >= least:
            raise self.refuse(key, f"a number of at least {least:g}")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self._read(key, default)
        if not isinstance(value, bool):
            raise self.refuse(key, "true or false")
        return value

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of strings."""
        values = tuple(self._list(key, default))
        if not all(isinstance(value, str) for value in values):
            raise self.refuse(key, "a list of strings")
        return tuple(str(value) for value in values)

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """An object of strings; none where it is absent."""
        table = Table(self._read(key, {}), self._place(key))
        return tuple((name, table.text(name)) for name in table.keys())  # noqa: SIM118 - no dict

    def value(self, key: str) -> object:
        """Whatever JSON is there, for whoever reads it by rules of its own."""
        return self._read(key, None)

    def has(self, key: str) -> bool:
        """Whether there is something at the key; null is nothing."""
        self._unread.discard(key)
        return self._data.get(key) is not None

    def tables(self, key: str) -> tuple[Table, ...]:
        """A list of objects."""
        place = self._place(key)
        return tuple(Table(item, f"{place}[{index}]") for index, item in enumerate(self._list(key, None)))

    def table(self, key: str) -> Table:
        """An object."""
        return Table(self._read(key, None), self._place(key))

    def keys(self) -> tuple[str, ...]:
        """The keys of the object, in the order of the file."""
        return tuple(self._data)

    def end(self) -> None:
        """Refuse what was not read: an unknown key is a misspelt one, or meant for another version."""
        for key in sorted(self._unread):
            raise SettingsError(f"{SETTINGS_NAME}: {self._place(key)}: unknown key")

    def _place(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key

    def _read(self, key: str, default: object) -> object:
        self._unread.discard(key)
        value = self._data.get(key, default)
        if value is None:
            raise SettingsError(f"{SETTINGS_NAME}: {self._place(key)}: missing")
        return value

    def _list(self, key: str, default: tuple[str, ...] | None) -> Iterator[object]:
        value = self._read(key, default)
        if not isinstance(value, (list, tuple)):
            raise self.refuse(key, "a list")
        yield from value


class Settings:
    """What a handler is told at build time; each feature reads and checks its own table."""

    __slots__ = ("_features", "handler", "live", "log_level", "logging", "project", "sampling")

    def __init__(self, table: Table) -> None:
        self.project = table.text("project")
        self.handler = table.text("handler")
        self.log_level = table.text("log_level", "INFO")
        if self.log_level not in LOG_LEVELS:
            raise table.refuse("log_level", f"one of {', '.join(LOG_LEVELS)}")
        self.logging = table.text("logging", "powertools")
        if self.logging not in LOGGINGS:
            raise table.refuse("logging", f"one of {', '.join(LOGGINGS)}")
        self.sampling = table.number("sampling", 1.0)
        """Share of the requests of which routine outcomes are told."""
        self._features = table.table("features")
        self.live = table.table("live") if table.has("live") else None
        """Where live settings are; None: there are none."""
        table.end()

    def feature(self, name: str) -> Table:
        """The table of a feature.

        Raises:
            SettingsError: there is none.
        """
        return self._features.table(name)


def load_settings(path: Path | None = None) -> Settings:
    """The settings of this zip, or of the file at `path`.

    Raises:
        SettingsError: the file is absent, no JSON, or wrong at the key that the message names.
    """
    place = path or join(dirname(dirname(__file__)), SETTINGS_NAME)  # noqa: PTH118, PTH120  pathlib takes 3 ms
    try:
        with open(place, encoding="utf-8") as file:  # noqa: PTH123  as above
            data = json.load(file)
    except OSError:
        raise SettingsError(f"{place}: not found or not readable; the build writes it into the zip") from None
    except ValueError:
        raise SettingsError(f"{place}: not JSON; build the zip again") from None
    return Settings(Table(data, ""))
