"""Questions about all the paths there are: is there one that these patterns match and those do not?

1. The patterns stand side by side in one automaton. Its state is an integer: a bit for each place in each
   pattern, so that a character moves through all of them at once.
2. The answer is a search over states, shortest paths first; a state is left alone when an earlier one with
   the same places in the required patterns had fewer in the forbidden ones.
3. Paths are those that CloudFront holds against patterns: normalised, hence without `//` and without `.` and
   `..` as segments.
4. The search is exact and has a budget of steps. When that is used up it says so and claims nothing.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

__all__ = ["BUDGET", "PathSpace", "Search"]

BUDGET = 300_000
"""Steps that all the questions to one space may take together; a question takes a few dozen as a rule."""

_WORD = 4096
"""Bits of a state that one step of the budget pays for."""
_OUTSIDERS = "xyzabcdefghijklmnopqrstuvw0123456789_-~"
"""Where the character is taken from that stands for all those that no pattern mentions."""

_START, _SLASH, _DOT, _DOTS, _SEGMENT = range(5)
_NORMAL: dict[tuple[int, str], int] = {
    (_START, "/"): _SLASH,
    (_SEGMENT, "/"): _SLASH,
    (_SLASH, "."): _DOT,
    (_DOT, "."): _DOTS,
    (_DOTS, "."): _SEGMENT,
    (_SEGMENT, "."): _SEGMENT,
    (_SLASH, ""): _SEGMENT,
    (_DOT, ""): _SEGMENT,
    (_DOTS, ""): _SEGMENT,
    (_SEGMENT, ""): _SEGMENT,
}
"""State and character (empty: any other) -> state; what is absent ends a path that is not normalised."""
_BROKEN = -1
_WHOLE = frozenset({_SLASH, _SEGMENT})


@dataclass(frozen=True)
class Search:
    """A path that was found; without one, `finished` says whether there is none or the budget was used up."""

    path: str | None
    finished: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether it is certain that there is no such path."""
        return self.path is None and self.finished


class PathSpace:
    """Some path patterns, named by their places in the list that it is made of."""

    def __init__(self, patterns: Collection[str], *, budget: int = BUDGET) -> None:
        self.left = budget
        self._patterns = tuple(item if item.startswith("/") else f"/{item}" for item in patterns)
        self._letters: dict[str, int] = {"/": 0, ".": 0}
        self._question = self._loops = self._starts = self._ends = 0
        self._spans: list[int] = []
        at = 0
        for pattern in self._patterns:
            at = self._add(pattern, at)
        self._cost = 1 + at // _WORD
        self._outsider = next((char for char in _OUTSIDERS if char not in self._letters), "\N{BULLET}")

    def find(self, required: Collection[int], *, but_not: Collection[int] = ()) -> Search:
        """The shortest path that all of `required` match and none of `but_not` does."""
        wanted = [self._spans[index] for index in required]
        forbidden = self._union(but_not)
        first = self._starts & (self._union(required) | forbidden)
        guess = self._shortest(min(required))
        self.left -= self._cost * len(guess)
        if self.left > 0 and self._takes(guess, first, wanted, forbidden):
            return Search(guess)
        waiting = deque([(first, _START, "")])
        seen: dict[tuple[int, int], list[int]] = {}
        while waiting:
            state, normal, path = waiting.popleft()
            if normal in _WHOLE and self._accepts(state, wanted, forbidden):
                return Search(path)
            for char in self._chars(state, wanted):
                if self.left <= 0:
                    return Search(None, finished=False)
                self.left -= self._cost
                after, moved = _normal(normal, char), self._step(state, char)
                if after == _BROKEN or self._is_hopeless(moved, wanted, forbidden):
                    continue
                known = seen.setdefault((moved & ~forbidden, after), [])
                inside = moved & forbidden
                if not any(fewer & ~inside == 0 for fewer in known):
                    known.append(inside)
                    waiting.append((moved, after, path + char))
        return Search(None)

    def _add(self, pattern: str, at: int) -> int:
        """Lays the pattern's places out from bit `at` on; the bit after the last."""
        begin = at
        for char in pattern:
            if char == "*":
                self._loops |= 1 << at
                continue
            if char == "?":
                self._question |= 1 << at
            else:
                self._letters[char] = self._letters.get(char, 0) | 1 << at
            at += 1
        self._starts |= 1 << begin
        self._ends |= 1 << at
        self._spans.append((1 << at + 1) - (1 << begin))
        return at + 1

    def _shortest(self, index: int) -> str:
        """The shortest text that the pattern matches; most questions are answered by it, without a search."""
        return self._patterns[index].replace("*", "").replace("?", self._outsider)

    def _takes(self, path: str, state: int, wanted: list[int], forbidden: int) -> bool:
        normal = _START
        for char in path:
            normal, state = _normal(normal, char), self._step(state, char)
        return normal in _WHOLE and self._accepts(state, wanted, forbidden)

    def _step(self, state: int, char: str) -> int:
        passes = self._letters.get(char, 0) | self._question
        return ((state & passes) << 1) | (state & self._loops)

    def _chars(self, state: int, wanted: list[int]) -> Iterator[str]:
        """The characters that lead to different states; the outsider stands for all that nothing asks for."""
        free = self._loops | self._question
        fixed = [span for span in wanted if not state & span & free]
        asked = state & fixed[0] if fixed else state
        if not fixed:
            yield self._outsider
        for char, places in self._letters.items():
            if places & asked or (not fixed and char in {"/", "."}):
                yield char

    def _is_hopeless(self, state: int, wanted: list[int], forbidden: int) -> bool:
        """Whether a required pattern has failed, or a forbidden one matches whatever follows."""
        if state & forbidden & self._ends & self._loops:
            return True
        return not all(state & span for span in wanted)

    def _accepts(self, state: int, wanted: list[int], forbidden: int) -> bool:
        ends = state & self._ends
        return not ends & forbidden and all(ends & span for span in wanted)

    def _union(self, indexes: Collection[int]) -> int:
        union = 0
        for index in indexes:
            union |= self._spans[index]
        return union


def _normal(state: int, char: str) -> int:
    return _NORMAL.get((state, char if char in {"/", "."} else ""), _BROKEN)
