"""Walking a syntax tree without recursion, so that no depth of nesting can break a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import esprima.nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.javascript.parse import Node

__all__ = ["children", "walk"]


def children(node: Node) -> Iterator[tuple[str, Node]]:
    """The nodes right below a node, each with the field that holds it, in the order of the source."""
    for field, value in vars(node).items():
        if isinstance(value, esprima.nodes.Node):
            yield field, value
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, esprima.nodes.Node):
                    yield field, item


def walk(tree: Node) -> Iterator[Node]:
    """Every node of the tree, parents before their children."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(child for _, child in reversed(tuple(children(node))))
