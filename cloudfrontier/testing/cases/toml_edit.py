"""Replaces values in a TOML text where they stand, so that everything somebody wrote around them stays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import tree_sitter_toml
from tree_sitter import Language, Parser, Point

from cloudfrontier.errors import UsageError
from cloudfrontier.project.positions import KeyPath, locate

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["TomlEditor", "toml_value"]

_VALUES = frozenset({"string", "integer", "float", "boolean", "array", "inline_table"})


class TomlEditor:
    """Collects replacements in a text; `shown` is how messages call the file."""

    def __init__(self, text: str, shown: str) -> None:
        self._source = text.encode()
        self._lines = text.split("\n")
        self._shown = shown
        self._tree = Parser(Language(tree_sitter_toml.language())).parse(self._source)
        self._places = locate(text)
        self._edits: list[tuple[int, int, bytes]] = []

    def put(self, path: KeyPath, value: Any) -> None:
        """Put a value at a path: in the place of what is there, or as a new key of its table.

        Raises:
            UsageError: what is there is spread over several keys, or the table is one in a line.
        """
        if path in self._places.values:
            node = self._node(path)
            if node is None:
                raise self._by_hand(path)
            self._edits.append((node.start_byte, node.end_byte, toml_value(value).encode()))
            return
        *table, key = path
        line = f"{key} = {toml_value(value)}\n".encode()
        at = self._start_of(tuple(table))
        self._edits.append((at, at, line))

    def text(self) -> str:
        """The text with all replacements."""
        source = self._source
        for start, end, new in sorted(self._edits, reverse=True):
            source = source[:start] + new + source[end:]
        return source.decode()

    def _node(self, path: KeyPath) -> Node | None:
        """The value that stands at the path; None where there is only a table's header, or a dotted key."""
        row, column = self._point(path)
        found = self._tree.root_node.named_descendant_for_point_range(
            Point(row, column), Point(row, column + 1)
        )
        while found is not None and found.type not in _VALUES:
            found = found.parent
        starts_here = found is not None and tuple(found.start_point) == (row, column)
        return found if starts_here else None

    def _point(self, path: KeyPath) -> tuple[int, int]:
        """Row and column in bytes, from 0 on, as the parser counts."""
        place = self._places.values[path]
        return place.line - 1, len(self._lines[place.line - 1][: place.column - 1].encode())

    def _start_of(self, table: KeyPath) -> int:
        """Where a new key of a table may stand: below its header, or at the beginning of the file."""
        if not table:
            return 0
        row, _ = self._point(table)
        if not self._lines[row].lstrip().startswith("["):
            raise self._by_hand(table)
        return sum(len(line.encode()) + 1 for line in self._lines[: row + 1])

    def _by_hand(self, path: KeyPath) -> UsageError:
        place = self._places.value(path)
        return UsageError(
            f"{self._shown}:{place.line}:{place.column}: a table of this form is not rewritten, edit it"
        )


def toml_value(value: Any) -> str:
    """A value of JSON in TOML; what JSON calls null is the condition that there be nothing."""
    match value:
        case None:
            return '{ "$absent" = true }'
        case bool() | int() | float():
            return json.dumps(value)
        case str():
            # a basic string of TOML takes JSON's escapes, and no DEL
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case dict():
            pairs = ", ".join(f"{_key(name)} = {toml_value(item)}" for name, item in value.items())
            return f"{{ {pairs} }}" if pairs else "{}"
        case _:
            return f"[{', '.join(map(toml_value, value))}]"


def _key(name: str) -> str:
    plain = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if plain else json.dumps(name, ensure_ascii=False)
