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
from cloudfrontier.javascript.regex.walks import came_from, strong_components, word_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.javascript.regex.tree import Expression

__all__ = ["Ambiguity", "find_ambiguity"]

MOST_STEPS = 3_000
MOST_LOOKS = 6
Pair = tuple[int, int]
Triple = tuple[int, int, int]


@dataclass(frozen=True)
class Ambiguity:
    """How the time grows with the text, and what makes it grow when it is repeated."""

    growth: Literal["exponential", "polynomial"]
    repeated: str


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
            if word := self._exponential(loop):
                return Ambiguity("exponential", sample(word))
        for first in self.loops:
            for second in self.loops:
                if first is not second and (word := self._polynomial(first, second)):
                    return Ambiguity("polynomial", sample(word))
        return None

    def _is_harmless(self, loop: frozenset[int]) -> bool:
        """Whether the expression has matched once the loop is left, or cannot be left by what fails."""
        if loop & self.automaton.final:
            return True
        ends = loop & self.automaton.ending
        return bool(ends) and all(covers(self.chars[state]) for state in ends)

    def _exponential(self, loop: frozenset[int]) -> list[int]:
        """A text that leads round the loop in two ways; empty if there is none."""
        for start in loop:
            for end, ways in self.arrows[start].items():
                if end in loop and ways > 1 and self.chars[end]:
                    return [self.chars[end], *self._way(end, start, loop)]
        if len(loop) > 1:
            for state in loop:
                if word := self._parted(state, loop):
                    return word
        return []

    def _way(self, start: int, goal: int, loop: frozenset[int]) -> list[int]:
        """A text that leads from one state of a loop to another."""

        def steps(state: int) -> Iterator[tuple[int, int]]:
            return ((end, self.chars[end]) for end in self.arrows[state] if end in loop)

        return word_to(goal, came_from(start, steps), start)

    def _parted(self, home: int, loop: frozenset[int]) -> list[int]:
        """A text over which two walks part at `home` and meet there again; empty if there is none."""

        def steps(pair: Pair) -> Iterator[tuple[Pair, int]]:
            return self._steps(pair, loop) if self.left > 0 else iter(())

        came = came_from((home, home), steps)
        for pair in came:
            if pair[0] != pair[1]:
                back = came_from(pair, steps)
                if (home, home) in back:
                    return [*word_to(pair, came, (home, home)), *word_to((home, home), back, pair)]
        return []

    def _steps(self, pair: Pair, loop: frozenset[int]) -> Iterator[tuple[Pair, int]]:
        for one in self.arrows[pair[0]]:
            for other in self.arrows[pair[1]]:
                self.left -= 1
                if one in loop and other in loop and (char := self.chars[one] & self.chars[other]):
                    yield (min(one, other), max(one, other)), char

    def _polynomial(self, first: frozenset[int], second: frozenset[int]) -> list[int]:
        """A text that leads round the first loop, round the second, and from the one into the other."""
        if (first | second) & self.automaton.bounded:
            return []
        for home in first:
            for away in second:
                word = self._handed_over(home, away, first, second)
                if word and not self._matches_anyway(away, word):
                    return word
        return []

    def _handed_over(self, home: int, away: int, first: frozenset[int], second: frozenset[int]) -> list[int]:
        start, goal = (home, home, away), (home, away, away)

        def steps(state: Triple) -> Iterator[tuple[Triple, int]]:
            return self._triples(state, first, second) if self.left > 0 else iter(())

        return word_to(goal, came_from(start, steps), start)

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
    for found in strong_components({state: list(arrows[state]) for state in range(len(automaton.chars))}):
        if len(found) > 1 or all(arrows[state][state] for state in found):
            yield found


def covers(chars: int) -> bool:
    """Whether the set has every character but those that end a line, which no part of a request holds."""
    return chars & NOT_LINE_END == NOT_LINE_END


def sample(word: list[int]) -> str:
    """A text of these characters that people can read, if there is one."""
    return "".join(readable(chars) for chars in word)


def readable(chars: int) -> str:
    """One character of a set."""
    for code in (ord("a"), ord("0"), ord("/"), ord(" "), *range(33, 127), *range(256)):
        if chars >> code & 1:
            return chr(code)
    return "\N{EURO SIGN}"
