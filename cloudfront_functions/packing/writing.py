"""Texts written in the cheapest way while costs change: redone is what a change can make a difference to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cloudfront_functions.packing.coding import PhraseTree, cheapest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

__all__ = ["Writing"]

NEVER = float("inf")


class Writing:
    """Texts, some of which are phrases themselves: those are written with others, not with themselves.

    written: text -> what it costs, and with what it is written.
    """

    def __init__(self, texts: Iterable[str], phrases: Collection[str]) -> None:
        tree = PhraseTree(phrases)
        self.matches = {text: tree.matches(text) for text in texts}
        self.places: defaultdict[str, set[str]] = defaultdict(set)
        for text, matches in self.matches.items():
            for item in {*text, *(phrase for at in matches for _, phrase in at)}:
                self.places[item].add(text)
        self.costs: Mapping[str, float] = {}
        self.written: dict[str, tuple[float, list[str]]] = {}

    def write(self, costs: Mapping[str, float]) -> None:
        """Bring everything up to date with new costs; what has no cost cannot be used."""
        for text in self.stale(costs):
            self.written[text] = cheapest(text, self.matches[text], costs, but=text)
        self.costs = costs

    def stale(self, costs: Mapping[str, float]) -> set[str]:
        """The texts that might be written in another way now."""
        if not self.written:
            return {*self.matches}
        stale: set[str] = set()
        for item in self.costs.keys() | costs.keys():
            before, after = self.costs.get(item, NEVER), costs.get(item, NEVER)
            if after < before:
                stale |= self.places[item]
            elif after > before:
                stale.update(text for text in self.places[item] if item in self.written[text][1])
        return stale
