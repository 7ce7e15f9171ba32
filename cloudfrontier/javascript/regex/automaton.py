"""A regular expression as an automaton without empty steps: one state a character set, arrows that count.

The number on an arrow is in how many ways the expression can take that one step: two ways inside a loop are
already what makes a matcher try everything twice per character. Built after Glushkov; look-arounds and
assertions take no character, and are remembered only where they stand at the end.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from cloudfrontier.javascript.regex.tree import (
    Alternatives,
    Assertion,
    Characters,
    Expression,
    Group,
    Look,
    Repeat,
    Sequence,
)

__all__ = ["Automaton", "TooLarge", "build"]

MOST_STATES = 160
COPIES = 8
"""A bounded repetition of up to so many turns is written out; one of more is taken for a loop."""


class TooLarge(Exception):  # noqa: N818 - a limit and no error
    """The automaton would have more states than are looked at."""


@dataclass(frozen=True)
class _Part:
    """An expression's first and last states with their ways, and the ways to match nothing.

    free: the last states after which nothing more is asked. hollow: it can be nothing, and asks nothing.
    """

    first: Counter[int]
    last: Counter[int]
    empty: int
    free: frozenset[int]
    hollow: bool


@dataclass
class Automaton:
    """States are numbers; `chars` their sets.

    arrows: from -> to -> ways. bounded: states of loops that have a bound after all. final: states after
    which the expression has matched, whatever follows. ending: those after which only assertions follow.
    looks: what look-arounds and atomic groups hold, each an expression of its own.
    """

    chars: list[int] = field(default_factory=list)
    arrows: defaultdict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    bounded: set[int] = field(default_factory=set)
    final: frozenset[int] = frozenset()
    ending: frozenset[int] = frozenset()
    looks: list[Expression] = field(default_factory=list)


NOTHING = _Part(Counter(), Counter(), 1, frozenset(), hollow=True)
ASKING = _Part(Counter(), Counter(), 1, frozenset(), hollow=False)


def build(tree: Expression) -> Automaton:
    """The automaton of an expression.

    Raises:
        TooLarge: it has too many states to be looked at.
    """
    automaton = Automaton()
    whole = _part(tree, automaton)
    automaton.final = whole.free
    automaton.ending = frozenset(whole.last)
    return automaton


def _part(node: Expression, automaton: Automaton) -> _Part:
    match node:
        case Characters():
            part = _state(node.chars, automaton)
        case Sequence():
            part = NOTHING
            for item in node.items:
                part = _then(part, _part(item, automaton), automaton)
        case Alternatives():
            part = _either([_part(option, automaton) for option in node.options])
        case Group(atomic=True):
            automaton.looks.append(node.body)
            part = _opaque(node.body, automaton)
        case Group():
            part = _part(node.body, automaton)
        case Repeat():
            part = _repeat(node, automaton)
        case Look():
            automaton.looks.append(node.body)
            part = ASKING
        case Assertion():
            # the start of the text asks nothing of what follows
            part = NOTHING if node.kind == "^" else ASKING
        case _:
            part = NOTHING
    return part


def _state(chars: int, automaton: Automaton) -> _Part:
    if len(automaton.chars) >= MOST_STATES:
        raise TooLarge
    state = len(automaton.chars)
    automaton.chars.append(chars)
    return _Part(Counter({state: 1}), Counter({state: 1}), 0, frozenset({state}), hollow=False)


def _opaque(body: Expression, automaton: Automaton) -> _Part:
    """What is never gone back into: its states are there, its loops are not."""
    inner = Automaton()
    part = _part(body, inner)
    chars = 0
    for state in part.first:
        chars |= inner.chars[state]
    found = _state(chars, automaton)
    return _Part(found.first, found.last, part.empty, found.free, hollow=part.hollow)


def _then(before: _Part, after: _Part, automaton: Automaton) -> _Part:
    for start, ways in before.last.items():
        for end, more in after.first.items():
            automaton.arrows[start][end] += ways * more
    first = Counter(before.first)
    if before.empty:
        first.update({state: ways * before.empty for state, ways in after.first.items()})
    last = Counter(after.last)
    if after.empty:
        last.update({state: ways * after.empty for state, ways in before.last.items()})
    free = after.free | (before.free if after.hollow else frozenset())
    return _Part(first, last, min(before.empty * after.empty, 4), free, hollow=before.hollow and after.hollow)


def _either(parts: list[_Part]) -> _Part:
    first: Counter[int] = Counter()
    last: Counter[int] = Counter()
    for part in parts:
        first.update(part.first)
        last.update(part.last)
    free = frozenset().union(*(part.free for part in parts))
    empty = min(sum(part.empty for part in parts), 4)
    return _Part(first, last, empty, free, hollow=any(part.hollow for part in parts))


def _repeat(node: Repeat, automaton: Automaton) -> _Part:
    if node.possessive:
        return _opaque(Repeat(node.body, node.least, node.most), automaton)
    if node.most is not None and node.most <= COPIES:
        part = NOTHING
        for turn in range(node.most):
            copy = _part(node.body, automaton)
            part = _then(part, copy if turn < node.least else _optional(copy), automaton)
        return part
    states = len(automaton.chars)
    part = _part(node.body, automaton)
    if node.most == node.least:
        return part
    for start, ways in part.last.items():
        for end, more in part.first.items():
            automaton.arrows[start][end] += ways * more
    if node.most is not None:
        automaton.bounded.update(range(states, len(automaton.chars)))
    return part if node.least else _optional(part)


def _optional(part: _Part) -> _Part:
    return _Part(part.first, part.last, max(part.empty, 1), part.free, hollow=True)
