"""Where every key and value of a TOML file stands, because `tomllib` gives values without their places.

A path is the way to a value through tables, arrays, arrays of tables and dotted keys: `("behaviors", 0,
"path")`. Lines and columns are 1-based; columns are counted in characters, as editors count them.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import tree_sitter_toml
from tree_sitter import Language, Parser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

__all__ = ["KeyPath", "Place", "Positions", "locate"]

KeyPath = tuple[str | int, ...]

_KEYS = frozenset({"bare_key", "quoted_key", "dotted_key"})
_HEADERS = frozenset({"table", "table_array_element"})


class Place(NamedTuple):
    """A line and a column, both 1-based."""

    line: int
    column: int


@dataclass(frozen=True)
class Positions:
    """Places by path. A path that is not in the file stands where its nearest parent does."""

    keys: dict[KeyPath, Place] = field(default_factory=dict)
    values: dict[KeyPath, Place] = field(default_factory=dict)

    def value(self, path: KeyPath) -> Place:
        """Where the value begins: for a table its header, `1:1` for the whole file."""
        return _nearest(self.values, path)

    def key(self, path: KeyPath) -> Place:
        """Where the key begins that leads to the value; where the value begins if it has none."""
        return self.keys[path] if path in self.keys else self.value(path)


def locate(text: str) -> Positions:
    """The places of a TOML text that `tomllib` has accepted; of any other text those that can be told."""
    source = text.encode()
    tree = Parser(Language(tree_sitter_toml.language())).parse(source)
    locator = _Locator(source.split(b"\n"))
    for node in tree.root_node.named_children:
        if node.type == "pair":
            locator.pair(node, ())
        elif node.type in _HEADERS:
            locator.table(node)
    return Positions(locator.keys, locator.values)


class _Locator:
    """Walks the syntax tree once; `arrays` holds how many elements each array of tables has so far."""

    def __init__(self, lines: list[bytes]) -> None:
        self.continued = [() if line.isascii() else _continuations(line) for line in lines]
        self.keys: dict[KeyPath, Place] = {}
        self.values: dict[KeyPath, Place] = {}
        self.arrays: dict[KeyPath, int] = {}

    def table(self, node: Node) -> None:
        header = next((child for child in node.named_children if child.type in _KEYS), None)
        if header is None:
            return
        path = self._header(header, at=self._place(node), repeated=node.type == "table_array_element")
        for child in node.named_children:
            if child.type == "pair":
                self.pair(child, path)

    def pair(self, node: Node, path: KeyPath) -> None:
        """Places of a `key = value`, and of everything below the value; a stack, as values nest."""
        stack: list[tuple[Node, KeyPath]] = [(node, path)]
        while stack:
            current, at = stack.pop()
            if current.type == "pair":
                key, *rest = (child for child in current.named_children if child.type != "comment")
                stack += [(value, self._dotted(key, at)) for value in rest]
                continue
            self.values[at] = self._place(current)
            children = [child for child in current.named_children if child.type != "comment"]
            if current.type == "array":
                stack += [(child, (*at, index)) for index, child in enumerate(children)]
            elif current.type == "inline_table":
                stack += [(child, at) for child in children if child.type == "pair"]

    def _dotted(self, key: Node, path: KeyPath) -> KeyPath:
        for part in _parts(key):
            path = (*path, _name(part))
            self.keys.setdefault(path, self._place(part))
            self.values.setdefault(path, self._place(part))
        return path

    def _header(self, key: Node, *, at: Place, repeated: bool) -> KeyPath:
        path: KeyPath = ()
        parts = list(_parts(key))
        for part in parts:
            path = (*path, _name(part))
            self.keys.setdefault(path, self._place(part))
            self.values.setdefault(path, at)
            if repeated and part is parts[-1]:
                self.arrays[path] = self.arrays.get(path, 0) + 1
            if path in self.arrays:
                path = (*path, self.arrays[path] - 1)
                self.values.setdefault(path, at)
        # A table that stood for its children only so far is placed at its own header from here on.
        self.values[path] = at
        return path

    def _place(self, node: Node) -> Place:
        row, column = node.start_point
        return Place(row + 1, column - bisect_left(self.continued[row], column) + 1)


def _continuations(line: bytes) -> tuple[int, ...]:
    """Where the bytes of UTF-8 stand that begin no character, and so make no column."""
    return tuple(index for index, byte in enumerate(line) if byte & 0xC0 == 0x80)


def _parts(key: Node) -> Iterator[Node]:
    """The single keys of a dotted key, which the grammar nests to the left."""
    stack = [key]
    while stack:
        node = stack.pop()
        if node.type == "dotted_key":
            stack += reversed([child for child in node.named_children if child.type in _KEYS])
        else:
            yield node


def _name(key: Node) -> str:
    text = (key.text or b"").decode(errors="replace")
    if key.type == "bare_key":
        return text
    if "\\" not in text:
        return text[1:-1]
    try:
        return next(iter(tomllib.loads(f"{text}=0")))
    except tomllib.TOMLDecodeError:
        return text[1:-1]


def _nearest(places: dict[KeyPath, Place], path: KeyPath) -> Place:
    while path:
        if path in places:
            return places[path]
        path = path[:-1]
    return Place(1, 1)
