"""From the lines of `_headers` to rules: which of them replace a value, and which add to one.

Cloudflare joins the values of all rules that match, without what the origin sent. Where one rule alone sets a
header, that rule replaces it. Where several do, the first replaces it if it takes every path that the others
take; otherwise the header is taken away on all their paths before any of them adds to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from cloudfront_functions.inputs.target_text import read_template
from cloudfront_functions.list_checks.pattern_index import covers
from cloudfront_functions.rules import HeaderChange, Origin, PathHeaders, Pattern, names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cloudfront_functions.inputs.dialect import Dialect

__all__ = ["HeaderLine", "header_rules_of"]


@dataclass(frozen=True)
class HeaderLine:
    """One line below a path: a header's name in lower case and its value; None: it is taken away."""

    source: Pattern
    name: str
    value: str | None
    origin: Origin


@dataclass(frozen=True)
class Block:
    """What stands below one path: the headers taken away, then those set, each with all its values."""

    source: Pattern
    origin: Origin
    removed: tuple[str, ...]
    values: dict[str, str]


def header_rules_of(lines: Sequence[HeaderLine], dialect: Dialect) -> tuple[PathHeaders, ...]:
    """The rules of a file, in their order."""
    blocks = [block_of(list(group)) for _, group in groupby(lines, key=lambda line: line.source)]
    setters: dict[str, list[Pattern]] = {}
    for block in blocks:
        for name in block.values:
            setters.setdefault(name, []).append(block.source)
    joined = {name for name, sources in setters.items() if dialect.joins_rules and len(sources) > 1}
    replaced = {
        name for name in joined if all(covers(setters[name][0], other) for other in setters[name][1:])
    }
    cleared = [clearing(block, joined - replaced) for block in blocks]
    seen: set[str] = set()
    rules = [rule_of(block, joined, replaced, seen, dialect) for block in blocks]
    return (*(rule for rule in cleared if rule.changes), *rules)


def block_of(lines: Sequence[HeaderLine]) -> Block:
    """The lines below one path, those of one name together."""
    values: dict[str, str] = {}
    for line in lines:
        if line.value is not None:
            values[line.name] = f"{values[line.name]}, {line.value}" if line.name in values else line.value
    removed = dict.fromkeys(line.name for line in lines if line.value is None)
    return Block(lines[0].source, lines[0].origin, tuple(removed), values)


def clearing(block: Block, names: Iterable[str]) -> PathHeaders:
    """The rule that takes away what the origin sent, before the rules of several paths add to it."""
    changes = tuple(HeaderChange("remove", name) for name in block.values if name in names)
    return PathHeaders(source=block.source, changes=changes, origin=block.origin)


def rule_of(
    block: Block, joined: set[str], replaced: set[str], seen: set[str], dialect: Dialect
) -> PathHeaders:
    """The rule of one path; `seen`: the headers that rules before it have set."""
    changes = [HeaderChange("remove", name) for name in block.removed]
    names = names_of(block.source) if dialect.joins_rules else ()
    for name, value in block.values.items():
        adds = name in joined and (name in seen or name not in replaced)
        seen.add(name)
        changes.append(HeaderChange("add" if adds else "set", name, read_template(value, names)))
    return PathHeaders(source=block.source, changes=tuple(changes), origin=block.origin)
