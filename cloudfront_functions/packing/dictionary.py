"""A dictionary: which code stands for which text, as the decoder is given it and as a coder uses it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from cloudfront_functions.packing.alphabet import LEADS, ONES, PLAIN, SECOND_FROM
from cloudfront_functions.packing.coding import PhraseTree, cheapest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

WORD = re.compile(r"[^-./ ]*[-./ ]|[^-./ ]+")

__all__ = ["Dictionary", "Shelf"]


@dataclass(frozen=True)
class Shelf:
    """The entries of one lead, all of one coded size: texts by number. Size 1: characters, as they are."""

    size: int
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Dictionary:
    """What coded text is read with: a text for each character of `ONES`, a shelf for each of `LEADS`."""

    ones: tuple[str, ...]
    shelves: tuple[Shelf, ...]

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """Text -> its code."""
        single = {text: ONES[index] for index, text in enumerate(self.ones)}
        double = {
            text: LEADS[lead] + chr(SECOND_FROM + number)
            for lead, shelf in enumerate(self.shelves)
            for number, text in enumerate(shelf.texts)
        }
        return {character: character for character in PLAIN} | double | single

    @cached_property
    def costs(self) -> Mapping[str, int]:
        """Text -> how many characters its code has."""
        return {text: len(code) for text, code in self.codes.items()}

    @cached_property
    def tree(self) -> PhraseTree:
        """The texts that have a code, by their characters."""
        return PhraseTree(text for text in self.codes if len(text) > 1)

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many characters an entry takes, for each shelf."""
        return tuple(shelf.size for shelf in self.shelves)

    @cached_property
    def strings(self) -> tuple[str, ...]:
        """The entries of each shelf, one behind another."""
        return tuple(
            "".join(self.code(text, but=text) if shelf.size > 1 else text for text in shelf.texts)
            for shelf in self.shelves
        )

    def code(self, text: str, *, but: str = "") -> str:
        """The text in as few characters as the dictionary allows.

        Raises:
            KeyError: a character of it is not in the dictionary.
        """
        _, written = cheapest(text, self.tree.matches(text), self.costs, but=but)
        return "".join(self.codes[item] for item in written)

    def code_by_parts(self, text: str) -> str:
        """The text in nearly as few characters, folder and words by themselves: for many thousands of texts.

        Raises:
            KeyError: a character of it is not in the dictionary.
        """
        folder = text.rfind("/", 0, -1) + 1
        return "".join(map(self.part, (text[:folder], *WORD.findall(text, folder))))

    @cached_property
    def part(self) -> Callable[[str], str]:
        """The code of a part of a text, kept since parts come again."""
        return cache(self.code)
