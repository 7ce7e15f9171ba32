"""Chooses the dictionary with which a set of texts takes the fewest bytes, the dictionary included.

It begins with every phrase and drops, round by round, those that do not pay for their place: what remains is
used more, so that each round is judged anew. The same texts give the same dictionary.
"""

from __future__ import annotations

from collections import Counter
from itertools import count
from typing import TYPE_CHECKING

from cloudfront_functions.packing.alphabet import LEADS, ONES, PLAIN, SECOND
from cloudfront_functions.packing.dictionary import Dictionary, Shelf
from cloudfront_functions.packing.phrases import find_phrases
from cloudfront_functions.packing.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["train"]

MOST_PHRASES = 4_000
SETTLED = 60
"""After so many rounds the short codes stay where they are, so that the rounds come to an end."""
LONGEST = 12
"""Of an entry, coded: each length has a lead of its own."""
BETWEEN = 3
"""Bytes that an element of an array takes beside its text."""
DROPPED = 20
"""A round drops the worst one in so many of those that do not pay."""


def train(texts: Iterable[str]) -> Dictionary:
    """The dictionary for texts, each of which counts as often as it occurs."""
    return Training(Counter(texts)).run()


class Training:
    """Texts, their phrases, and what is left of these after each round."""

    def __init__(self, texts: Mapping[str, int]) -> None:
        phrases = find_phrases(texts, most=MOST_PHRASES)
        self.texts = texts
        self.phrases = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
        self.writing = Writing((*texts, *phrases), phrases)
        self.characters = {character for text in texts for character in text} | PLAIN
        self.costs: dict[str, float] = dict.fromkeys(self.characters - PLAIN, 2.0)
        self.costs |= dict.fromkeys(PLAIN, 1.0) | dict.fromkeys(phrases, 1.5)
        self.ones: set[str] = set()

    def run(self) -> Dictionary:
        """Drop phrases until all that are left pay."""
        for turn in count():
            used, sizes = self.count_uses()
            ones = self.choose_ones(used, sizes) if turn < SETTLED else self.ones & used.keys()
            left = used.keys() - self.find_dropped(used, sizes, ones)
            costs = {item: 1.0 if item in ones | PLAIN else 2.0 for item in left | self.characters}
            if costs == self.costs:
                return self.dictionary(used, sizes)
            self.costs, self.ones = costs, ones
        raise AssertionError("every round but the last drops something")

    def count_uses(self) -> tuple[Counter[str], dict[str, int]]:
        """How often each phrase or character is used, in texts and in other entries; the entries' sizes."""
        self.writing.write(self.costs)
        used: Counter[str] = Counter()
        for text, times in self.texts.items():
            for item in self.writing.written[text][1]:
                used[item] += times
        sizes: dict[str, int] = {}
        for phrase in self.phrases:
            if used[phrase]:
                cost, items = self.writing.written[phrase]
                sizes[phrase] = round(cost)
                if phrase not in self.ones:
                    used.update(items)
        return used, sizes

    def choose_ones(self, used: Counter[str], sizes: Mapping[str, int]) -> set[str]:
        """What is worth one of the short codes most."""

        def saved(item: str) -> int:
            return used[item] - (len(item) + BETWEEN - sizes.get(item, 1))

        worth = [item for item in used if item not in PLAIN and saved(item) > 0]
        return set(sorted(worth, key=lambda item: (-saved(item), item))[: len(ONES)])

    def find_dropped(self, used: Counter[str], sizes: Mapping[str, int], ones: set[str]) -> set[str]:
        """The worst of the phrases that cost more than they save, and those that no code is left for."""
        saved = {
            item: used[item] * (size - (1 if item in ones else 2))
            - (len(item) + BETWEEN if item in ones else size)
            for item, size in sizes.items()
        }
        worst = sorted((item for item in saved if saved[item] <= 0), key=lambda item: (saved[item], item))
        if worst:
            return self.apart(worst)
        doubles = [item for item in sizes if item not in ones]
        long = {item for item in doubles if sizes[item] > LONGEST}
        return long or self.beyond_leads(doubles, sizes, saved)

    def apart(self, worst: list[str]) -> set[str]:
        """Of phrases that should go, the worst, without those that they would be written with instead."""
        dropped: set[str] = set()
        kept: set[str] = set()
        for phrase in worst[: -(-len(worst) // DROPPED)]:
            if phrase not in kept:
                dropped.add(phrase)
                kept.update(self.writing.written[phrase][1])
        return dropped

    def beyond_leads(
        self, entries: list[str], sizes: Mapping[str, int], saved: Mapping[str, int]
    ) -> set[str]:
        """What must go so that there are leads for all: the shelves that save least."""
        shelves = self.shelves(sorted(entries, key=lambda item: (-saved[item], item)), sizes)
        shelves.sort(key=lambda shelf: sum(saved[item] for item in shelf.texts))
        rest = self.shelves(sorted(self.characters - PLAIN - self.ones), {})
        excess = len(shelves) + len(rest) - len(LEADS)
        return {item for shelf in shelves[: max(0, excess)] for item in shelf.texts}

    def shelves(self, entries: Iterable[str], sizes: Mapping[str, int]) -> list[Shelf]:
        """Entries by size, in their order."""
        groups: dict[int, list[str]] = {}
        for item in entries:
            groups.setdefault(sizes.get(item, 1), []).append(item)
        return [
            Shelf(size, tuple(group[start : start + SECOND]))
            for size, group in sorted(groups.items())
            for start in range(0, len(group), SECOND)
        ]

    def dictionary(self, used: Counter[str], sizes: Mapping[str, int]) -> Dictionary:
        """What is left, under its codes."""
        ones = sorted(self.ones, key=lambda item: (-used[item], item))
        entries = [item for item in self.costs if item not in self.ones and item not in PLAIN]
        entries.sort(key=lambda item: (-used[item], item))
        return Dictionary(tuple(ones), tuple(self.shelves(entries, sizes)))
