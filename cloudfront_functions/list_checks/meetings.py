"""Finds rules that take some of the paths of a pattern, though not all of them.

1. All patterns and exact paths of the list stand in one tree over segments; it is walked along the pattern,
   and what the walk leads to is compared with it as a whole.
2. The walk ends after `MOST` places, so that a list takes time in proportion to its rules: a pattern that
   could meet thousands of rules and does not is given up.
"""

from __future__ import annotations

from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING

from cloudfront_functions.list_checks.pattern_index import Node, entries_at, steps
from cloudfront_functions.rules import ALWAYS, Capture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cloudfront_functions.list_checks.pattern_index import Entries, PatternIndex, Shape
    from cloudfront_functions.rules import Route

__all__ = ["Meetings", "have_common_path"]

MOST = 2_000


class Meetings:
    """The rules of a list by what they may have in common with a pattern; `index` holds the whole list."""

    def __init__(self, rules: Sequence[Route], index: PatternIndex) -> None:
        self.rules = rules
        self.index = index

    @cached_property
    def root(self) -> Node:
        """The tree of all shapes, which only a list with patterns needs."""
        root = Node()
        for place, rule in enumerate(self.rules):
            for shape in self.index.shapes[place]:
                entries_at(root, shape).add(rule.when or ALWAYS, place)
        return root

    def with_some_of(self, shape: Shape) -> Iterator[int]:
        """The places of rules that have a path in common with the shape, in no order."""
        for entries in self.reached(shape):
            if any(have_common_path(shape, other) for other in self.index.shapes[entries.first]):
                yield from entries.places

    def reached(self, shape: Shape) -> Iterator[Entries]:
        """What the walk leads to."""
        count = len(shape.segments)
        waiting: list[Iterator[tuple[Node, int]]] = [iter([(self.root, 0)])]
        for _ in range(MOST):
            found = next(waiting[-1], None)
            while found is None:
                waiting.pop()
                if not waiting:
                    return
                found = next(waiting[-1], None)
            node, depth = found
            if node.entries and (depth > count if shape.rest else depth == count):
                yield node.entries
            if node.rests:
                yield from (below.entries for below in node.rests.by_text.values() if below.entries)
            if depth < count:
                waiting.append((below, depth + 1) for below in steps_in_common(node, shape.segments[depth]))
            elif shape.rest:
                waiting.append((below, depth + 1) for below in all_below(node))


def steps_in_common(node: Node, item: str | Capture) -> Iterator[Node]:
    """The nodes behind a segment that a segment of the pattern may be."""
    if isinstance(item, str):
        yield from steps(node, item)
        return
    yield from (below for text, below in node.texts.items() if is_common(item, text))
    if node.captures:
        yield from (
            below
            for (before, after), below in node.captures.by_text.items()
            if is_common(item, Capture("", before, after))
        )


def all_below(node: Node) -> Iterator[Node]:
    """The nodes behind any segment."""
    return chain(node.texts.values(), node.captures.by_text.values() if node.captures else ())


def have_common_path(one: Shape, other: Shape) -> bool:
    """Whether there is a path that is one of both; where text follows both splats, whether there may be."""
    if not all(map(is_common, one.segments, other.segments)):
        return False
    short, long = sorted((one, other), key=lambda shape: (len(shape.segments), shape.rest is None))
    count = len(short.segments)
    if short.rest is None:
        # a splat takes at least one segment more than stand before it
        return long.rest is None and len(long.segments) == count
    if long.rest is None and len(long.segments) == count:
        return False
    start, end, is_whole = long.fixed_from(count)
    before, after = short.rest.before, short.rest.after
    if is_whole:
        return is_common(Capture("", before, after), start) or start == before + after
    first = next(islice(long.segments, count, None), None)
    begins = first.startswith(before) if isinstance(first, str) else are_alike(before, start)
    return begins and are_alike(after[::-1], end[::-1])


def is_common(one: str | Capture, other: str | Capture) -> bool:
    """Whether there is a text that both segments take."""
    if isinstance(one, str) and isinstance(other, str):
        return one == other
    if isinstance(one, str):
        one, other = other, one
    if isinstance(one, str):
        return False
    if isinstance(other, Capture):
        return are_alike(one.before, other.before) and are_alike(one.after[::-1], other.after[::-1])
    fits = len(one.before) + len(one.after) < len(other)
    return fits and other.startswith(one.before) and other.endswith(one.after)


def are_alike(one: str, other: str) -> bool:
    """Whether a text may begin with both."""
    return one.startswith(other) or other.startswith(one)
