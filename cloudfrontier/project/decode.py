"""Values of TOML -> `Project`: pydantic decides, our own sentences tell, the checks get what is whole.

1. Decoding is strict and of JSON: `"5"` is no integer, an array is a tuple, a table is a dataclass.
2. No message of pydantic's is shown. Its errors say where, the schema says what was expected, the data what
   was seen.
3. A table with a mistake is left out of the draft and the rest is decoded again, so that the checks that need
   several tables can still report what they find in the others.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from datetime import date, time
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from cloudfrontier.errors import InternalError
from cloudfrontier.project.mistake import Mistake, expected_one_of, seen, shown_path, unfit
from cloudfrontier.project.model import BehaviorTable, Project
from cloudfrontier.project.nesting import DEEPEST
from cloudfrontier.project.positions import KeyPath
from cloudfrontier.project.shape import shape_at

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

__all__ = ["Draft", "decode"]

_SECTIONS = frozenset({
    "behaviors", "cache_policies", "functions", "handlers", "origin_request_policies", "origins",
    "response_headers_policies",
})  # fmt: skip
"""Tables of tables: a mistake spoils the entry only."""
_STAND_INS: dict[str, Any] = {"project": {"name": "unknown"}, "origins": {}, "behaviors": []}
"""What stands for a required key that is missing or broken, so that the rest can be checked."""


@dataclass(frozen=True)
class Draft:
    """What could be decoded: `project` lacks the tables in `broken`, `data` is as it was written."""

    project: Project
    data: dict[str, Any]
    broken: frozenset[KeyPath] = frozenset()

    @property
    def behaviors(self) -> tuple[tuple[int, BehaviorTable], ...]:
        """The behaviors with their places in the file, which differ when one before them is broken."""
        written = () if ("behaviors",) in self.broken else self.data.get("behaviors", ())
        kept = (index for index in range(len(written)) if ("behaviors", index) not in self.broken)
        return tuple(zip(kept, self.project.behaviors, strict=False))

    def names(self, section: str) -> tuple[str, ...] | None:
        """The names written in a section, of broken tables too; None if the section itself is broken."""
        if (section,) in self.broken:
            return None
        return tuple(self.data.get(section, ()))


def decode(data: dict[str, Any]) -> tuple[Draft, tuple[Mistake, ...]]:
    """The draft, and the mistakes of single keys and values; without any, the draft is the whole project."""
    mistakes: list[Mistake] = []
    plain = _plain(data, (), mistakes)
    bad = {mistake.path for mistake in mistakes}
    project, errors = _validate(plain)
    mistakes += (found for error in errors if (found := _mistake(error, data)).path not in bad)
    broken = frozenset(_table_of(mistake.path) for mistake in mistakes)
    if broken:
        project, errors = _validate(_without(plain, broken))
    if project is None:
        raise InternalError(
            f"edge.toml does not decode without its broken tables: {len(errors)} errors are left"
        )
    return Draft(project, data, broken), tuple(mistakes)


@cache
def _adapter() -> TypeAdapter[Project]:
    return TypeAdapter(Project)


def _validate(plain: Any) -> tuple[Project | None, list[ErrorDetails]]:
    try:
        return _adapter().validate_json(json.dumps(plain), strict=True), []
    except ValidationError as error:
        return None, error.errors(include_url=False, include_context=False, include_input=False)


def _plain(value: Any, path: KeyPath, mistakes: list[Mistake]) -> Any:
    """The value as JSON has it; what JSON cannot have, and no key takes, is told and stands as null."""
    if isinstance(value, (dict, list)):
        if len(path) > DEEPEST:
            mistakes.append(Mistake(path, f"tables nested more than {DEEPEST} deep", at_key=True))
            return None
        if isinstance(value, dict):
            return {key: _plain(item, (*path, key), mistakes) for key, item in value.items()}
        return [_plain(item, (*path, index), mistakes) for index, item in enumerate(value)]
    foreign = isinstance(value, (date, time)) or (isinstance(value, float) and not math.isfinite(value))
    if foreign and shape_at(path):
        mistakes.append(_wrong(path, value))
    return None if foreign else value


def _mistake(error: ErrorDetails, data: dict[str, Any]) -> Mistake:
    path = error["loc"]
    *_, last = path
    table = shown_path(path[:-1]) if len(path) > 1 else "edge.toml"
    if error["type"] == "unexpected_keyword_argument":
        shape = shape_at(path[:-1])
        known = shape.keys if shape else ()
        message = f"unknown key `{shown_path((last,))}` in {table}"
        return Mistake(path, message, True, name=str(last), known=known, otherwise=expected_one_of(known))
    if error["type"] == "missing":
        shape = shape_at(path)
        expected = f", {shape.words}: {shape.description}" if shape else ""
        return Mistake(path, f"{table} lacks the key `{last}`{expected}")
    if last == "[key]" and error["type"] == "string_pattern_mismatch":
        shape = shape_at(path[:-2])
        expected = f"; expected {shape.names}" if shape else ""
        return Mistake(path[:-1], f"{seen(path[-2])} cannot be a name{expected}", at_key=True)
    return _wrong(path, _value_at(data, path))


def _wrong(path: KeyPath, value: Any) -> Mistake:
    shape = shape_at(path)
    if shape is None:
        raise InternalError(f"edge.toml: {shown_path(path)} is in no table that is known")
    mistake = unfit(path, value, shape.words)
    return replace(mistake, name=value, known=shape.choices) if isinstance(value, str) else mistake


def _value_at(data: Any, path: KeyPath) -> Any:
    for step in path:
        data = data[step]
    return data


def _table_of(path: KeyPath) -> KeyPath:
    """The table that a mistake spoils: an entry of a section, or else a whole table of the file."""
    return path[:2] if path[0] in _SECTIONS else path[:1]


def _without(plain: dict[str, Any], broken: frozenset[KeyPath]) -> dict[str, Any]:
    """The values without the broken tables, with stand-ins for those that must be there."""
    kept = dict(_STAND_INS)
    for section, value in plain.items():
        if (section,) in broken:
            continue
        if section not in _SECTIONS:
            kept[section] = value
        elif isinstance(value, dict):
            kept[section] = {name: item for name, item in value.items() if (section, name) not in broken}
        else:
            kept[section] = [item for index, item in enumerate(value) if (section, index) not in broken]
    return kept
