"""A line of a rule file, cut into words that know their columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Word", "lines_of", "words_of"]

BYTE_ORDER_MARK = "\ufeff"
LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class Word:
    """One word and its column, 1-based."""

    text: str
    column: int


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """The lines and their numbers, as editors count them: only LF, CR and CR LF end a line."""
    return enumerate(LINE_END.split(text.removeprefix(BYTE_ORDER_MARK)), start=1)


def words_of(line: str) -> list[Word]:
    """The words before a comment; a comment is a word that begins with `#`."""
    words = [Word(found[0], found.start() + 1) for found in re.finditer(r"\S+", line)]
    comment = next((index for index, word in enumerate(words) if word.text.startswith("#")), len(words))
    return words[:comment]
