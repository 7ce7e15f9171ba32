"""Finds the first rule that takes every path that a pattern takes, without looking at all the others.

1. Exact paths are looked up; other patterns stand in a tree over segments, which is walked along what is
   asked for. A step looks at the text of a segment, and at as many spellings of it as placeholders in the
   list have different lengths of text around them: hardly ever more than one.
2. A pattern with `any_slash` stands for two shapes, with and without the last slash.
3. A rule with conditions takes what has the same conditions and perhaps more kinds of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from cloudfront_functions.rules import ALWAYS, Capture, Conditions, Pattern, Rest

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Entries", "Node", "PatternIndex", "Shape", "covers", "entries_at", "shapes_of", "steps"]

Around = tuple[str, str]
"""The text before and after a capture."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Segments, and a rest if there is one, with the last slash fixed; path: the only one that it takes."""

    segments: tuple[str | Capture, ...]
    rest: Rest | None = None
    path: str | None = field(init=False, compare=False, default=None)

    def __post_init__(self) -> None:
        texts = [item for item in self.segments if isinstance(item, str)]
        if self.rest is None and len(texts) == len(self.segments):
            object.__setattr__(self, "path", "/" + "/".join(texts))

    def fixed_from(self, index: int) -> tuple[str, str, bool]:
        """What always begins and ends the path from a segment on, and whether that is all of it."""
        items = self.segments[index:]
        if all(isinstance(item, str) for item in items) and not self.rest:
            text = "/".join(map(str, items))
            return text, text, True
        first = items[0] if items else None
        before = self.rest.before if self.rest and not items else around(first)[0]
        return before, self.rest.after if self.rest else self.fixed_end(index), False

    def fixed_end(self, index: int) -> str:
        """What always ends the path, of the segments from one on."""
        end = ""
        for item in reversed(self.segments[index:]):
            if isinstance(item, Capture):
                return item.after + end
            end = f"/{item}{end}"
        return end


@dataclass(slots=True)
class Entries:
    """The rules of one shape: the first of all, and under which conditions the first of them acts."""

    first: int = -1
    always: int = -1
    conditional: dict[Conditions, int] | None = None

    def add(self, when: Conditions, index: int) -> None:
        """Note a rule; rules come in their order."""
        if self.first < 0:
            self.first = index
        if when is ALWAYS:
            self.always = index if self.always < 0 else self.always
            return
        self.conditional = self.conditional or {}
        self.conditional.setdefault(when, index)

    @property
    def places(self) -> tuple[int, ...]:
        """The first rule under each condition."""
        places = {self.first, self.always, *(self.conditional or {}).values()}
        return tuple(sorted(places - {-1}))

    def under(self, when: Conditions) -> int | None:
        """The first rule that acts whenever these conditions hold."""
        always = self.always if self.always >= 0 else None
        if not self.conditional or when is ALWAYS:
            return always
        found = [self.conditional[item] for item in weaker(when) if item in self.conditional]
        return min((*found, *([] if always is None else [always])), default=None)


@dataclass(slots=True)
class Captures:
    """What hangs on captures: by the text around them, and the lengths that such texts have."""

    by_text: dict[Around, Node] = field(default_factory=dict)
    lengths: set[tuple[int, int]] = field(default_factory=set)

    def at(self, text: Around) -> Node:
        """The node behind that capture; made when it is new."""
        self.lengths.add((len(text[0]), len(text[1])))
        return self.by_text.setdefault(text, Node())

    def taking(self, start: str, end: str, *, room: int | None) -> Iterator[Node]:
        """The nodes of captures that take what so begins and ends; room: its length, if it is fixed."""
        for before, after in self.lengths:
            fits = room is None or before + after <= room
            if fits and before <= len(start) and after <= len(end):
                node = self.by_text.get((start[:before], end[len(end) - after :]))
                if node is not None:
                    yield node


@dataclass(slots=True)
class Node:
    """A place in the tree: what follows it, and the rules that end here."""

    texts: dict[str, Node] = field(default_factory=dict)
    captures: Captures | None = None
    rests: Captures | None = None
    entries: Entries | None = None


@dataclass
class PatternIndex:
    """The patterns of a list, added in its order."""

    exact: dict[str, Entries] = field(default_factory=dict)
    root: Node = field(default_factory=Node)
    has_tree: bool = False
    shapes: dict[int, tuple[Shape, ...]] = field(default_factory=dict)

    def add(self, pattern: Pattern, when: Conditions, index: int) -> None:
        """Note the rule at that place of the list."""
        self.shapes[index] = shapes_of(pattern)
        for shape in self.shapes[index]:
            self.entries(shape).add(when or ALWAYS, index)

    def entries(self, shape: Shape) -> Entries:
        """The entries of a shape, made when they are new."""
        if (path := shape.path) is not None:
            return self.exact.setdefault(path, Entries())
        self.has_tree = True
        return entries_at(self.root, shape)

    def taking(self, shape: Shape) -> Iterator[Entries]:
        """The entries of every pattern that takes all paths of the shape."""
        if (path := shape.path) is not None and path in self.exact:
            yield self.exact[path]
        nodes = [self.root] if self.has_tree else []
        for index, item in enumerate(shape.segments):
            yield from rests_taking(nodes, shape, index)
            nodes = [found for node in nodes for found in steps(node, item)]
            if not nodes:
                return
        if shape.rest:
            yield from rests_taking(nodes, shape, len(shape.segments))
        else:
            yield from (node.entries for node in nodes if node.entries)

    def first(self, shape: Shape, when: Conditions = ALWAYS) -> int | None:
        """The first rule that takes all paths of the shape under these conditions."""
        found = (entries.under(when) for entries in self.taking(shape))
        return min((index for index in found if index is not None), default=None)

    def first_of(self, shapes: tuple[Shape, ...], when: Conditions = ALWAYS) -> int | None:
        """The rule from which on every path of these shapes is taken."""
        found = [self.first(shape, when) for shape in shapes]
        return None if None in found else max(index for index in found if index is not None)


def covers(first: Pattern, second: Pattern) -> bool:
    """Whether every path that `second` takes is one that `first` takes."""
    index = PatternIndex()
    index.add(first, ALWAYS, 0)
    return index.first_of(shapes_of(second)) == 0


def entries_at(node: Node, shape: Shape) -> Entries:
    """The entries of a shape in the tree below a node, made when they are new."""
    for item in shape.segments:
        if isinstance(item, str):
            node = node.texts.setdefault(item, Node())
        else:
            node.captures = node.captures or Captures()
            node = node.captures.at(around(item))
    if shape.rest:
        node.rests = node.rests or Captures()
        node = node.rests.at((shape.rest.before, shape.rest.after))
    node.entries = node.entries or Entries()
    return node.entries


def rests_taking(nodes: list[Node], shape: Shape, index: int) -> Iterator[Entries]:
    """The entries of splats at these nodes that take the rest of the shape from a segment on."""
    for node in nodes:
        if node.rests:
            start, end, whole = shape.fixed_from(index)
            for found in node.rests.taking(start, end, room=len(start) if whole else None):
                if found.entries:
                    yield found.entries


def steps(node: Node, item: str | Capture) -> Iterator[Node]:
    """The nodes behind one segment."""
    if isinstance(item, str):
        if item in node.texts:
            yield node.texts[item]
        if node.captures:
            # a capture takes at least one character between its texts
            yield from node.captures.taking(item, item, room=len(item) - 1)
    elif node.captures:
        yield from node.captures.taking(item.before, item.after, room=None)


def shapes_of(pattern: Pattern) -> tuple[Shape, ...]:
    """The shapes that a pattern stands for: one, or two where the last slash may be there or not."""
    segments, rest = pattern.segments, pattern.rest
    shape = Shape(segments, rest)
    if not pattern.any_slash or (not segments if rest else segments == ("",)):
        return (shape,)
    if rest:
        return (shape, Shape(segments))
    return (shape, Shape(segments[:-1] if segments[-1] == "" else (*segments, "")))


def around(item: str | Capture | None) -> Around:
    """The text around a capture; a text stands around nothing."""
    return (item.before, item.after) if isinstance(item, Capture) else (item or "", item or "")


@lru_cache(maxsize=4096)
def weaker(when: Conditions) -> tuple[Conditions, ...]:
    """The conditions, and all that ask for fewer kinds of things."""
    names = [item.name for item in fields(when) if getattr(when, item.name)]
    dropped = (some for size in range(len(names) + 1) for some in combinations(names, size))
    return tuple(replace(when, **dict.fromkeys(some, ())) for some in dropped)
