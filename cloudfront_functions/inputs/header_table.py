"""Headers by path as tables of edge.toml: what one path sets, adds and takes away, and back again.

Headers are taken away first, then set, then added to. Values are text: `:name` in one is what the path's
placeholder took, if the path has one of that name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cloudfront_functions.headers import VALUE, problem_of_name
from cloudfront_functions.inputs.outcome import LineError
from cloudfront_functions.inputs.rule_table import read_own_pattern
from cloudfront_functions.inputs.target_text import read_template
from cloudfront_functions.inputs.words import Word
from cloudfront_functions.rules import HeaderChange, Origin, PathHeaders, Slot, Template, names_of

__all__ = ["HeaderTable", "header_table_of", "read_header_table"]


@dataclass(frozen=True, kw_only=True)
class HeaderTable:
    """Headers of one path as edge.toml has them: name -> value."""

    path: str
    any_slash: bool = False
    remove: tuple[str, ...] = ()
    set: Mapping[str, str] = field(default_factory=dict)
    add: Mapping[str, str] = field(default_factory=dict)


def read_header_table(table: HeaderTable, origin: Origin) -> PathHeaders:
    """The rule that a table says.

    Raises:
        LineError: it cannot be kept; `word` is the name of the key at fault, column 1.
    """
    source = read_own_pattern(table.path, any_slash=table.any_slash, key="path")
    names = names_of(source)
    changes = [HeaderChange("remove", checked(name, "", "remove")) for name in table.remove]
    for name, value in table.set.items():
        changes.append(HeaderChange("set", checked(name, value, "set"), read_template(value, names)))
    for name, value in table.add.items():
        changes.append(HeaderChange("add", checked(name, value, "add"), read_template(value, names)))
    return PathHeaders(source=source, changes=tuple(changes), origin=origin)


def checked(name: str, value: str, key: str) -> str:
    """A header's name in lower case.

    Raises:
        LineError: CloudFront or HTTP refuses the name or the value.
    """
    if message := problem_of_name(name.lower()):
        raise LineError(message, Word(key, 1))
    if not VALUE.fullmatch(value):
        raise LineError(f"the value of `{name}` is not one line of visible ASCII", Word(key, 1))
    return name.lower()


def header_table_of(rule: PathHeaders) -> HeaderTable:
    """The table that says a rule.

    Raises:
        LineError: none does.
    """
    kinds: dict[str, dict[str, str]] = {"remove": {}, "set": {}, "add": {}}
    for change in rule.changes:
        kinds[change.kind][change.name] = shown(change.value)
    table = HeaderTable(
        path=str(rule.source),
        any_slash=rule.source.any_slash,
        remove=tuple(kinds["remove"]),
        set=kinds["set"],
        add=kinds["add"],
    )
    again = read_header_table(table, rule.origin)
    order = ("remove", "set", "add")
    wanted = sorted(rule.changes, key=lambda change: order.index(change.kind))
    apart = len({change.name for change in rule.changes}) == len(rule.changes)
    if (
        again.source != rule.source
        or list(again.changes) != wanted
        or not (apart or wanted == list(rule.changes))
    ):
        raise LineError(f"the headers of `{rule.source}` cannot be written as a rule of edge.toml")
    return table


def shown(template: Template) -> str:
    """A template as people write it."""
    return "".join(f":{part.name}" if isinstance(part, Slot) else part for part in template)
