"""Code that walks a path down a tree of patterns, and looks at no rule that the path does not lead to.

1. The path is in `uri` and, cut at its slashes, in `parts`, of which the first is empty.
2. At a node the code looks at everything that may follow: texts by a choice, captures and splats by a choice
   of the text around them. So the work does not grow with the number of rules, but for texts of different
   lengths around captures.
3. `Leaves` write what is done for a rule whose pattern matches. Where they `return`, whatever leads to the
   earlier rules has to come first; `is_orderly` says whether it can.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Protocol

from cloudfront_functions.compiler.code import Lines, choose, when

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cloudfront_functions.compiler.tree import Ending, Node

__all__ = ["Leaves", "is_orderly", "walk"]


class Leaves(Protocol):
    """What is done for rules."""

    def lines(self, numbers: tuple[int, ...]) -> Lines:
        """Statements for rules whose patterns all match: they stand at one place of the tree, in order."""


@dataclass(frozen=True)
class Branch:
    """One thing that may follow at a node: its code, and the first and the last rule that it leads to."""

    lines: Lines
    first: int
    last: int


def walk(node: Node, leaves: Leaves) -> Lines:
    """The code for a node, where the path has come so far."""
    return [line for branch in branches(node, leaves) for line in branch.lines]


def is_orderly(node: Node, leaves: Leaves) -> bool:
    """Whether at every node each branch leads to rules before those of the next, so that each may return."""
    listed = branches(node, leaves)
    apart = all(before.last < after.first for before, after in pairwise(listed))
    return apart and all(is_orderly(below, leaves) for below in node.below())


def branches(node: Node, leaves: Leaves) -> list[Branch]:
    """What may follow at a node, what leads to the earliest rule first."""
    here = node.depth + 1
    found = [*endings(node, here, leaves), *splats(node, here, leaves), *captures(node, here, leaves)]
    if node.texts:
        cases = {text: walk(below, leaves) for text, below in node.texts.items()}
        found.append(branch(choose(f"parts[{here}]", cases), reached(node.texts.values())))
    return sorted(found, key=lambda item: item.first)


def branch(lines: Lines, numbers: Iterable[int]) -> Branch:
    """A branch that leads to these rules."""
    listed = list(numbers)
    return Branch(lines, min(listed), max(listed))


def reached(nodes: Iterable[Node]) -> Iterator[int]:
    """The rules below some nodes."""
    return (number for node in nodes for number in node.rules())


def endings(node: Node, here: int, leaves: Leaves) -> Iterator[Branch]:
    """Rules whose patterns end at the node; neighbours that end alike stand together."""
    ways = [(number, way(node, number, here)) for number in sorted({*node.ends, *whole_rests(node)})]
    for condition, group in groupby(ways, key=lambda item: item[1]):
        numbers = tuple(number for number, _ in group)
        yield branch(when(condition, leaves.lines(numbers)), numbers)


def whole_rests(node: Node) -> list[int]:
    """The rules whose splat takes whatever follows."""
    return [number for number, rest in node.rests.items() if not rest.before and not rest.after]


def way(node: Node, number: int, here: int) -> str:
    """The condition under which a path that has come so far ends as a rule wants it; empty: always."""
    ends: set[Ending] = node.ends.get(number, set())
    if number in node.rests:
        return "" if "end" in ends else f"parts.length > {here}"
    end = f"parts.length === {here}"
    slash = f'parts.length === {here + 1} && parts[{here}] === ""'
    if ends == {"end", "slash"}:
        return f"{end} || {slash}"
    return end if "end" in ends else slash


def captures(node: Node, here: int, leaves: Leaves) -> Iterator[Branch]:
    """Segments that are captured; those with texts of the same lengths around them are told apart at once."""
    part = f"parts[{here}]"
    sized = sorted((len(before), len(after), before, after) for before, after in node.captures)
    for (begin, end), group in groupby(sized, key=lambda item: item[:2]):
        around = [(before, after) for _, _, before, after in group]
        room = f"{part} && {part}.length > {begin + end}" if begin + end else part
        cases = {"/".join(filter(None, key)): walk(node.captures[key], leaves) for key in around}
        lines = choose(key_of(part, begin, end), cases) if begin + end else cases[""]
        yield branch(when(room, lines), reached(node.captures[key] for key in around))


def key_of(part: str, begin: int, end: int) -> str:
    """The expression of the text around a capture; the two halves hold no slash."""
    halves = [f"{part}.slice(0, {begin})"] if begin else []
    halves += [f"{part}.slice({-end})"] if end else []
    return ' + "/" + '.join(halves)


def splats(node: Node, here: int, leaves: Leaves) -> Iterator[Branch]:
    """Splats with a text around them: those with texts of the same lengths are told apart at once."""
    by_size: dict[tuple[int, int], dict[tuple[str, str], list[int]]] = {}
    for number, rest in sorted(node.rests.items()):
        if rest.before or rest.after:
            group = by_size.setdefault((len(rest.before), len(rest.after)), {})
            group.setdefault((rest.before, rest.after), []).append(number)
    for (begin, end), group in sorted(by_size.items()):
        numbers = [number for listed in group.values() for number in listed]
        room = f"parts.length > {here} && uri.length - {begin + end} >= {passed(here)}"
        yield branch(when(room, tell_apart(group, here, (begin, end), leaves)), numbers)


def passed(here: int) -> str:
    """The length of the path before a part, its slash included."""
    return "1" if here == 1 else f'parts.slice(0, {here}).join("/").length + 1'


def tell_apart(
    group: dict[tuple[str, str], list[int]], here: int, sizes: tuple[int, int], leaves: Leaves
) -> Lines:
    """A choice by what follows begins with, and in it one by what the path ends with."""
    begin, end = sizes
    by_begin: dict[str, dict[str, Lines]] = {}
    for (before, after), numbers in group.items():
        by_begin.setdefault(before, {})[after] = leaves.lines(tuple(numbers))
    cases = {
        before: choose(f"uri.slice({-end})", ends) if end else ends[""] for before, ends in by_begin.items()
    }
    return choose(f"parts[{here}].slice(0, {begin})", cases) if begin else cases[""]
