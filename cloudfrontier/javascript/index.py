"""Every node of a syntax tree, listed once: by type, with its parent, its field and its region.

Rules ask for the nodes that they are about instead of walking the tree, so thirty rules cost little more than
one. The walk needs no recursion: no depth of nesting can break it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from cloudfrontier.javascript.regions import ROOT, Region, after_exits, split
from cloudfrontier.javascript.tree import FIELDS, children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.javascript.parse import Node

__all__ = ["Index", "Place"]

NOTHING: dict[str, Region] = {}
STATEMENT_LISTS = {"BlockStatement": "body", "Program": "body", "SwitchCase": "consequent"}


class Place(NamedTuple):
    """Where a node stands; only the program has no parent (None)."""

    parent: Node
    field: str
    region: Region


class Index:
    """The nodes of one tree in the order of the source, parents before their children."""

    def __init__(self, tree: Node) -> None:
        self.tree = tree
        self.nodes: list[Node] = []
        self._types: defaultdict[str, list[Node]] = defaultdict(list)
        # esprima's nodes are compared and hashed by identity, which is what is meant here
        self._places: dict[Node, Place] = {tree: Place(None, "", ROOT)}
        waiting = [tree]
        while waiting:
            node = waiting.pop()
            kind = node.type
            self.nodes.append(node)
            self._types[kind].append(node)
            if FIELDS.get(kind) != ():
                waiting.extend(reversed(self._descend(node, kind)))

    def of(self, *types: str) -> Iterator[Node]:
        """Every node of these types, type by type."""
        for kind in types:
            yield from self._types.get(kind, ())

    def place(self, node: Node) -> Place:
        """Where a node stands."""
        return self._places[node]

    def parent(self, node: Node) -> Node | None:
        """The node right above, None above the program."""
        return self._places[node].parent

    def field(self, node: Node) -> str:
        """The field of the parent that holds the node."""
        return self._places[node].field

    def is_looked_into(self, node: Node) -> bool:
        """Whether a member of it is taken: `node.name` or `node[name]`."""
        parent, field, _ = self.place(node)
        return parent is not None and parent.type == "MemberExpression" and field == "object"

    def region(self, node: Node) -> Region:
        """The region that the node stands in."""
        return self._places[node].region

    def function(self, node: Node) -> Node | None:
        """The innermost function around a node, None at the top level."""
        return self._places[node].region.function

    def above(self, node: Node, *, limit: int = 200) -> Iterator[Node]:
        """The nodes above a node, the nearest first."""
        parent = self.parent(node)
        while parent is not None and limit > 0:
            yield parent
            parent, limit = self.parent(parent), limit - 1

    def within(self, outer: Node) -> Iterator[Node]:
        """Every node inside another, and that one itself; functions in it too."""
        waiting = [outer]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed([child for _, child in children(node)]))

    def _descend(self, node: Node, kind: str) -> list[Node]:
        """Note down where the nodes right below a node stand."""
        region, places = self._places[node].region, self._places
        parts = split(node, region) or NOTHING
        listed = STATEMENT_LISTS.get(kind)
        below = []
        for field, child in children(node) if listed is None else ():
            places[child] = Place(node, field, parts.get(field, region))
            below.append(child)
        if listed is None:
            return below
        if kind == "SwitchCase" and node.test is not None:
            places[node.test] = Place(node, "test", region)
            below.append(node.test)
        for child, inner in after_exits(getattr(node, listed), region):
            places[child] = Place(node, listed, inner)
            below.append(child)
        return below
