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
    from collections.abc import Iterable, Mapping

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
        for index, sequence in enumerate(self.sequences):
            for pair in pairwise(sequence):
                self.add(pair, index)
        self.waiting = [key_of(pair, count) for pair, count in self.counts.items() if count > 1]
        heapq.heapify(self.waiting)

    def add(self, pair: Pair, index: int) -> None:
        """Count a pair of a sequence."""
        self.counts[pair] += self.weights[index]
        self.places[pair].add(index)

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
        made: set[Pair] = set()
        for index in self.places.pop(pair):
            made.update(self.join_in(index, pair))
        del self.counts[pair]
        # an entry that promises too much is put right when its turn comes; only what grew needs a new one
        for other in made:
            if self.counts[other] > 1:
                heapq.heappush(self.waiting, key_of(other, self.counts[other]))

    def join_in(self, index: int, pair: Pair) -> list[Pair]:
        """Make one of that pair in a sequence; the pairs that it is part of then."""
        sequence = self.sequences[index]
        starts = starts_of(pair, sequence)
        for gone in pairs_at({start + offset for start in starts for offset in (-1, 0, 1)}, sequence):
            self.counts[gone] -= self.weights[index]
        for start in reversed(starts):
            sequence[start : start + 2] = ["".join(pair)]
        joined = {start - number + offset for number, start in enumerate(starts) for offset in (-1, 0)}
        made = pairs_at(joined, sequence)
        for other in made:
            self.add(other, index)
        return made


def key_of(pair: Pair, count: int) -> tuple[int, int, Pair]:
    """What pairs wait in the order of."""
    return -count, -len(pair[0]) - len(pair[1]), pair


def starts_of(pair: Pair, sequence: list[str]) -> list[int]:
    """Where that pair begins in a sequence, from the left, without overlaps."""
    starts: list[int] = []
    at = 0
    for _ in range(sequence.count(pair[0])):
        try:
            at = sequence.index(pair[0], at, -1)
        except ValueError:
            break
        if sequence[at + 1] == pair[1]:
            starts.append(at)
            at += 1
        at += 1
    return starts


def pairs_at(places: Iterable[int], sequence: list[str]) -> list[Pair]:
    """The pairs that begin at these places, where there are two neighbours."""
    last = len(sequence) - 1
    return [(sequence[at], sequence[at + 1]) for at in places if 0 <= at < last]
