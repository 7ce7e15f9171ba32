"""Phrases that occur again and again in a set of texts: what a dictionary is chosen from.

Pairs of neighbours are joined, the most frequent first, until no pair is left that occurs twice (the idea of
N. J. Larsson and A. Moffat, "Off-line dictionary-based compression", Proc. IEEE 88, 2000). What has been
joined on the way are the phrases: words, endings, folders, whole paths.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["find_phrases"]

Pair = tuple[str, str]


def find_phrases(texts: Mapping[str, int], *, most: int) -> tuple[str, ...]:
    """At most so many phrases, the most frequent first; texts: each with how often it occurs."""
    joining = Joining(texts)
    found: dict[str, None] = {}
    while len(found) < most and (pair := joining.most_frequent()) is not None:
        found["".join(pair)] = None
        joining.join(pair)
    return tuple(found)


class Joining:
    """The texts as sequences of what has been joined, and where each pair of neighbours occurs."""

    def __init__(self, texts: Mapping[str, int]) -> None:
        self.sequences = [list(text) for text in texts]
        self.weights = list(texts.values())
        self.counts: Counter[Pair] = Counter()
        self.places: defaultdict[Pair, set[int]] = defaultdict(set)
        for index in range(len(self.sequences)):
            self.note(index, 1)
        self.waiting = [key_of(pair, count) for pair, count in self.counts.items() if count > 1]
        heapq.heapify(self.waiting)

    def note(self, index: int, sign: int) -> list[Pair]:
        """Count the pairs of a sequence, or take them from the counts."""
        sequence = self.sequences[index]
        pairs = list(pairwise(sequence))
        for pair in pairs:
            self.counts[pair] += sign * self.weights[index]
            self.places[pair].add(index)
        return pairs

    def most_frequent(self) -> Pair | None:
        """The pair that occurs most often, of equals the longest; None when none occurs twice."""
        while self.waiting:
            count, _, pair = heapq.heappop(self.waiting)
            now = self.counts[pair]
            if now == -count:
                return pair
            if now > 1:
                heapq.heappush(self.waiting, key_of(pair, now))
        return None

    def join(self, pair: Pair) -> None:
        """Make one of that pair, wherever it occurs."""
        changed: dict[Pair, None] = {}
        for index in sorted(self.places.pop(pair)):
            joined = replaced(self.sequences[index], pair)
            if joined is not None:
                self.note(index, -1)
                self.sequences[index] = joined
                changed.update(dict.fromkeys(self.note(index, 1)))
        del self.counts[pair]
        for other in changed:
            if other != pair and self.counts[other] > 1:
                heapq.heappush(self.waiting, key_of(other, self.counts[other]))


def key_of(pair: Pair, count: int) -> tuple[int, int, Pair]:
    """What pairs wait in the order of."""
    return -count, -len(pair[0]) - len(pair[1]), pair


def replaced(sequence: list[str], pair: Pair) -> list[str] | None:
    """The sequence with that pair joined, or None where it does not occur any more."""
    first, second = pair
    joined: list[str] = []
    index, end = 0, len(sequence)
    while index < end:
        if sequence[index] == first and index + 1 < end and sequence[index + 1] == second:
            joined.append(first + second)
            index += 2
        else:
            joined.append(sequence[index])
            index += 1
    return joined if len(joined) < end else None
