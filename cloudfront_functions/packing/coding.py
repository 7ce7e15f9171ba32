"""The cheapest way to write a text with given phrases: a shortest path over its positions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Matches", "PhraseTree", "cheapest"]

Matches = list[list[tuple[int, str]]]
"""For each position of a text: where each phrase that begins there ends, and the phrase."""


@dataclass(slots=True)
class Node:
    """What phrases may go on with, and the phrase that ends here."""

    below: dict[str, Node] = field(default_factory=dict)
    phrase: str | None = None


class PhraseTree:
    """Phrases by their characters."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.root = Node()
        for phrase in phrases:
            node = self.root
            for character in phrase:
                if character not in node.below:
                    node.below[character] = Node()
                node = node.below[character]
            node.phrase = phrase

    def matches(self, text: str) -> Matches:
        """Every phrase at every position."""
        return [list(self.matches_at(text, start)) for start in range(len(text))]

    def matches_at(self, text: str, start: int) -> Iterator[tuple[int, str]]:
        """Every phrase that begins there."""
        node = self.root
        for end in range(start, len(text)):
            if text[end] not in node.below:
                return
            node = node.below[text[end]]
            if node.phrase is not None:
                yield end + 1, node.phrase


def cheapest(
    text: str, matches: Matches, costs: Mapping[str, float], *, but: str = ""
) -> tuple[float, list[str]]:
    """What writing a text costs at least, and the phrases and single characters that it is written with.

    costs: of each phrase and each character that may be used; `but`: a phrase that may not.
    """
    length = len(text)
    best = [0.0] * (length + 1)
    step = [(0, "")] * length
    for start in range(length - 1, -1, -1):
        end, chosen = start + 1, text[start]
        least = costs[chosen] + best[end]
        for after, phrase in matches[start]:
            cost = costs.get(phrase)
            if cost is not None and cost + best[after] < least and phrase != but:
                least, end, chosen = cost + best[after], after, phrase
        best[start] = least
        step[start] = (end, chosen)
    written = []
    at = 0
    while at < length:
        at, chosen = step[at]
        written.append(chosen)
    return best[0], written
