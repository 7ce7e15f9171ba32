"""Reads the values of headers, cookies and query strings in the shape of either runtime, right or wrong.

Lambda@Edge has a list of `{key, value}`, one a line; CloudFront Functions have `{value, multiValue}`. What
has another shape yields no line here: the rules on shapes speak of that, and the others look at the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.returns.words import describe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.events import Kind

__all__ = ["entry_problem", "entry_values"]


def entry_values(kind: Kind, entry: object) -> list[str]:
    """The values of one header: a string for each line that has one."""
    if kind == "handler":
        return [value for line in entry for value in _strings(line)] if isinstance(entry, list) else []
    if not isinstance(entry, dict):
        return []
    several = entry.get("multiValue")
    items = several if isinstance(several, list) and several else [entry]
    return [value for item in items for value in _strings(item)]


def _strings(line: object) -> Iterator[str]:
    value = line.get("value") if isinstance(line, dict) else None
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (item for item in value if isinstance(item, str))


def entry_problem(entry: object, *, fields: frozenset[str] = frozenset({"value"})) -> str:
    """What is wrong with a value of CloudFront Functions, as the end of a sentence; empty when nothing is.

    `fields` are those that have to be strings where they are there: `attributes` too, for a cookie.
    """
    if not isinstance(entry, dict):
        return f"is {describe(entry)}, expected an object with `value`"
    several = entry.get("multiValue")
    if several is not None and not isinstance(several, list):
        return f"has a `multiValue` that is {describe(several)}, expected an array"
    if "value" not in entry and not several:
        return "has no `value`"
    return _no_string(entry, fields) or _item_problem(several or [], fields)


def _item_problem(several: list[object], fields: frozenset[str]) -> str:
    for item in several:
        if not isinstance(item, dict) or "value" not in item:
            return "has an item in `multiValue` that is no object with `value`"
        if wrong := _no_string(item, fields):
            return f"{wrong}, in `multiValue`"
    return ""


def _no_string(item: dict[str, object], fields: frozenset[str]) -> str:
    for field in fields:
        if field in item and not isinstance(item[field], str):
            return f"has a `{field}` that is {describe(item[field])}, expected a string"
    return ""
