"""Rules as edge.toml: one function for each event, a table for each rule, in the order of the rules."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from typing import TYPE_CHECKING

from cloudfront_functions.importers.imported import Addresses
from cloudfront_functions.inputs.header_table import header_table_of
from cloudfront_functions.inputs.outcome import LineError
from cloudfront_functions.inputs.rule_table import RuleTable, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cloudfront_functions.rules import PathHeaders, Route
    from cloudfront_functions.spec import SyntaxProblem

__all__ = ["toml_of"]

BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
DEFAULTS = RuleTable(source="/")
NO_ADDRESSES = Addresses()


def toml_of(
    routes: Sequence[Route],
    headers: Sequence[PathHeaders],
    *,
    addresses: Addresses = NO_ADDRESSES,
    name: str = "imported",
) -> tuple[str, tuple[SyntaxProblem, ...]]:
    """The text, and the rules that no table can say."""
    problems: list[SyntaxProblem] = []
    rules = [line for route in routes if (line := written(route, problems))]
    blocks = [line for rule in headers if (line := header_line(rule, problems))]
    text = "\n".join(
        (
            *section(
                f"{name}-request", "viewer-request", (*address_lines(addresses), *array("redirect", rules))
            ),
            *section(f"{name}-response", "viewer-response", array("header", blocks)),
        )
    )
    return text, tuple(problems)


def section(name: str, event: str, lines: Sequence[str]) -> Iterable[str]:
    """One function with its rules; nothing when there is none."""
    return (f"[functions.{key_text(name)}]", f'event = "{event}"', *lines, "") if lines else ()


def address_lines(addresses: Addresses) -> Iterable[str]:
    """The tables of addresses, each on one line."""
    tables = {"canonical": addresses.canonical, "rewrites": addresses.rewrites}
    return [f"{key} = {table_text(values)}" for key, values in tables.items() if values]


def array(key: str, lines: Sequence[str]) -> Sequence[str]:
    """A list of tables, one a line; nothing when there is none."""
    return (f"{key} = [", *(f"  {line}," for line in lines), "]") if lines else ()


def written(route: Route, problems: list[SyntaxProblem]) -> str:
    """The table of a rule, on one line."""
    try:
        table = table_of(route)
    except LineError as error:
        problems.append(error.at(route.origin.file, route.origin.line))
        return ""
    values = {item.name: getattr(table, item.name) for item in fields(table)}
    return table_text(
        {key: value for key, value in values.items() if key == "source" or value != getattr(DEFAULTS, key)}
    )


def header_line(rule: PathHeaders, problems: list[SyntaxProblem]) -> str:
    """The table of the headers of one path, on one line."""
    try:
        table = header_table_of(rule)
    except LineError as error:
        problems.append(error.at(rule.origin.file, rule.origin.line))
        return ""
    values = {item.name: getattr(table, item.name) for item in fields(table)}
    return table_text({key: value for key, value in values.items() if value})


def table_text(values: Mapping[str, object]) -> str:
    """An inline table."""
    return "{ " + ", ".join(f"{key_text(key)} = {value_text(value)}" for key, value in values.items()) + " }"


def value_text(value: object) -> str:
    """A value: text, number, truth, list or table."""
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case str():
            return string_text(value)
        case dict():
            return table_text(value)
        case list() | tuple():
            return "[" + ", ".join(value_text(item) for item in value) + "]"
    raise TypeError(f"{type(value).__name__} is no value of TOML here")


def string_text(text: str) -> str:
    """A basic string; JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def key_text(key: str) -> str:
    """A key, quoted where it must be."""
    return key if BARE_KEY.fullmatch(key) else string_text(key)
