"""Patterns as a tree over the segments of a path, which code is written from.

1. A node stands for the segments above it. Below it are the texts that the next segment may be, and captures
   by the text around them; what ends at the node are entries: rules, and how a path may end there.
2. A path may end right at the node (`end`), with one more slash (`slash`), or go on as it likes (`rest`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from cloudfront_functions.list_checks.pattern_index import shapes_of
from cloudfront_functions.rules import Rest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cloudfront_functions.list_checks.pattern_index import Shape
    from cloudfront_functions.rules import Pattern

__all__ = ["Ending", "Node", "grow"]

Ending = Literal["end", "slash"]
Around = tuple[str, str]


@dataclass
class Node:
    """A place in the tree.

    ends: rule -> the ways in which a path may end here; rests: rule -> the splat that takes what follows.
    """

    depth: int
    texts: dict[str, Node] = field(default_factory=dict)
    captures: dict[Around, Node] = field(default_factory=dict)
    ends: dict[int, set[Ending]] = field(default_factory=dict)
    rests: dict[int, Rest] = field(default_factory=dict)

    def below(self) -> Iterator[Node]:
        """The nodes right below."""
        yield from self.texts.values()
        yield from self.captures.values()

    def rules(self) -> Iterator[int]:
        """Every rule that ends here or below."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield from node.ends
            yield from node.rests
            waiting.extend(node.below())


def grow(patterns: Iterable[tuple[int, Pattern]]) -> Node:
    """The tree of patterns, each with the number of its rule."""
    root = Node(0)
    for number, pattern in patterns:
        for shape in shapes_of(pattern):
            add(root, number, shape)
    return root


def add(root: Node, number: int, shape: Shape) -> None:
    """Put a shape into the tree."""
    segments = shape.segments
    slashed = not shape.rest and len(segments) > 1 and segments[-1] == ""
    node = root
    for item in segments[: len(segments) - slashed]:
        if isinstance(item, str):
            node = node.texts.setdefault(item, Node(node.depth + 1))
        else:
            node = node.captures.setdefault((item.before, item.after), Node(node.depth + 1))
    if shape.rest:
        node.rests[number] = shape.rest
    else:
        node.ends.setdefault(number, set()).add("slash" if slashed else "end")
