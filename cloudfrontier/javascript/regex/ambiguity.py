"""Whether a regular expression can take for ever: loops that match one text in more than one way.

A backtracking matcher, as PCRE is, tries all of them before it gives up. Two loops of one state each decide:

1. Exponential: a state from which one text leads back to it in two ways, `(a+)+b`.
2. Polynomial: one loop after another that can take over anywhere in a text, `a*[ab]*b`.

Only what can fail after the loop is tried again, so an expression that has matched by then is harmless.
The work is bounded: what is not decided within the bound is not reported.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cloudfrontier.javascript.regex.automaton import Automaton, TooLarge, build
from cloudfrontier.javascript.regex.tree import NOT_LINE_END

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.javascript.regex.tree import Expression

__all__ = ["Ambiguity", "find_ambiguity"]

MOST_STEPS = 3_000
MOST_LOOKS = 6
Triple = tuple[int, int, int]


@dataclass(frozen=True)
class Ambiguity:
    """How the time grows with the text, and a character that makes it grow."""

    growth: Literal["exponential", "polynomial"]
    character: str


def find_ambiguity(tree: Expression) -> Ambiguity | None:
    """The worst that the expression, or a look-around in it, can do."""
    waiting, found, looked = [tree], None, 0
    while waiting and looked < MOST_LOOKS:
        looked += 1
        try:
            automaton = build(waiting.pop())
        except TooLarge:
            continue
        waiting.extend(automaton.looks)
        ambiguity = _Search(automaton).run()
        if ambiguity is not None and ambiguity.growth == "exponential":
            return ambiguity
        found = found or ambiguity
    return found


class _Search:
    """One automaton, and the steps that are left to look at it."""

    def __init__(self, automaton: Automaton) -> None:
        self.chars = automaton.chars
        self.arrows = automaton.arrows
        self.automaton = automaton
        self.left = MOST_STEPS
        self.loops = [loop for loop in _loops(automaton) if not self._is_harmless(loop)]

    def run(self) -> Ambiguity | None:
        """What is found, the worse first."""
        for loop in self.loops:
            char = self._exponential(loop)
            if char:
                return Ambiguity("exponential", sample(char))
        for first in self.loops:
            for second in self.loops:
                if first is not second and (char := self._polynomial(first, second)):
                    return Ambiguity("polynomial", sample(char))
        return None

    def _is_harmless(self, loop: frozenset[int]) -> bool:
        """Whether the expression has matched once the loop is left, or cannot be left by what fails."""
        if loop & self.automaton.final:
            return True
        ends = loop & self.automaton.ending
        return bool(ends) and all(covers(self.chars[state]) for state in ends)

    def _exponential(self, loop: frozenset[int]) -> int:
        """The characters of a step that can be taken in two ways on the way round the loop; 0 if none."""
        for start in loop:
            for end, ways in self.arrows[start].items():
                if end in loop and ways > 1 and self.chars[end]:
                    return self.chars[end]
        if len(loop) == 1:
            return 0
        for state in loop:
            if char := self._parted(state, loop):
                return char
        return 0

    def _parted(self, home: int, loop: frozenset[int]) -> int:
        """Whether two walks that part at `home` meet there again over the same text."""
        pairs = {(home, home): 0}
        waiting = [(home, home)]
        backward: dict[tuple[int, int], set[tuple[int, int]]] = {}
        while waiting and self.left > 0:
            pair = waiting.pop()
            for following, char in self._steps(pair, loop):
                backward.setdefault(following, set()).add(pair)
                if following not in pairs:
                    pairs[following] = char
                    waiting.append(following)
        back = {(home, home)}
        waiting = [(home, home)]
        while waiting:
            for pair in backward.get(waiting.pop(), ()):
                if pair not in back:
                    back.add(pair)
                    waiting.append(pair)
        return next((char for pair, char in pairs.items() if pair[0] != pair[1] and pair in back), 0)

    def _steps(self, pair: tuple[int, int], loop: frozenset[int]) -> Iterator[tuple[tuple[int, int], int]]:
        for one in self.arrows[pair[0]]:
            for other in self.arrows[pair[1]]:
                self.left -= 1
                if one in loop and other in loop and (char := self.chars[one] & self.chars[other]):
                    yield (min(one, other), max(one, other)), char

    def _polynomial(self, first: frozenset[int], second: frozenset[int]) -> int:
        """Whether a text leads round the first loop, round the second, and from the one into the other."""
        if (first | second) & self.automaton.bounded:
            return 0
        for home in first:
            for away in second:
                if char := self._handed_over(home, away, first, second):
                    return char
        return 0

    def _handed_over(self, home: int, away: int, first: frozenset[int], second: frozenset[int]) -> int:
        start, goal = (home, home, away), (home, away, away)
        came: dict[Triple, tuple[Triple, int]] = {}
        waiting = [start]
        while waiting and self.left > 0:
            state = waiting.pop()
            for following, char in self._triples(state, first, second):
                if following not in came:
                    came[following] = (state, char)
                    waiting.append(following)
        if goal not in came:
            return 0
        word = self._word(came, start, goal)
        return 0 if self._matches_anyway(away, word) else word[-1]

    def _triples(
        self, state: Triple, first: frozenset[int], second: frozenset[int]
    ) -> Iterator[tuple[Triple, int]]:
        one, between, other = state
        for next_one in self.arrows[one].keys() & first:
            for next_other in self.arrows[other].keys() & second:
                shared = self.chars[next_one] & self.chars[next_other]
                for next_between in self.arrows[between] if shared else ():
                    self.left -= 1
                    if char := shared & self.chars[next_between]:
                        yield (next_one, next_between, next_other), char

    def _word(self, came: dict[Triple, tuple[Triple, int]], start: Triple, goal: Triple) -> list[int]:
        """The text that leads from one triple to the other, as sets of characters."""
        state, char = came[goal]
        word = [char]
        while state != start and len(word) < MOST_STEPS:
            state, char = came[state]
            word.append(char)
        return word[::-1]

    def _matches_anyway(self, state: int, word: list[int]) -> bool:
        """Whether the text that is repeated leads to a match by itself, so that nothing is tried again."""
        states = {state}
        for chars in word * 3:
            self.left -= len(states)
            char = chars & -chars
            states = {end for start in states for end in self.arrows[start] if self.chars[end] & char}
            if any(self._is_done(end) for end in states):
                return True
        return False

    def _is_done(self, state: int) -> bool:
        """Whether what follows in this state matches whatever it is."""
        if state in self.automaton.final:
            return True
        return state in self.automaton.ending and state in self.arrows[state] and covers(self.chars[state])


def _loops(automaton: Automaton) -> Iterator[frozenset[int]]:
    """Sets of states that all lead to each other."""
    arrows = automaton.arrows
    for found in _strong_components({state: list(arrows[state]) for state in range(len(automaton.chars))}):
        if len(found) > 1 or all(arrows[state][state] for state in found):
            yield found


def _strong_components(graph: dict[int, list[int]]) -> Iterator[frozenset[int]]:
    """Kosaraju's algorithm, without recursion: backwards from the states in which a walk ended last."""
    back: dict[int, list[int]] = {state: [] for state in graph}
    for state, ends in graph.items():
        for end in ends:
            back[end].append(state)
    seen: set[int] = set()
    order = [state for root in graph for state in _finished(graph, root, seen)]
    taken: set[int] = set()
    for root in reversed(order):
        if root not in taken:
            yield frozenset(_finished(back, root, taken))


def _finished(graph: dict[int, list[int]], root: int, seen: set[int]) -> list[int]:
    """The states that a walk from the root newly meets, each after all that it leads to."""
    if root in seen:
        return []
    seen.add(root)
    order, work = [], [(root, iter(graph[root]))]
    while work:
        state, ends = work[-1]
        end = next((end for end in ends if end not in seen), None)
        if end is None:
            order.append(state)
            work.pop()
        else:
            seen.add(end)
            work.append((end, iter(graph[end])))
    return order


def covers(chars: int) -> bool:
    """Whether the set has every character but those that end a line, which no part of a request holds."""
    return chars & NOT_LINE_END == NOT_LINE_END


def sample(chars: int) -> str:
    """A character of the set that people can read, if it has one."""
    for code in (ord("a"), ord("0"), ord("/"), ord(" "), *range(33, 127), *range(256)):
        if chars >> code & 1:
            return chr(code)
    return "\N{EURO SIGN}"
