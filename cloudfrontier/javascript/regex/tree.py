"""The tree of a regular expression: as little as the analysis of its loops and its oddities needs.

A set of characters is a number: bit n stands for the character n, the bit after the last for all others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "ANYTHING",
    "NOT_LINE_END",
    "Alternatives",
    "Assertion",
    "BackReference",
    "Characters",
    "Expression",
    "Group",
    "Look",
    "Repeat",
    "Sequence",
    "bit",
    "span",
]

LATIN = 256
ANYTHING = (1 << (LATIN + 1)) - 1


def bit(character: int) -> int:
    """The set of one character; those beyond Latin-1 share one bit."""
    return 1 << min(character, LATIN)


def span(first: int, last: int) -> int:
    """The set of the characters from the first to the last."""
    if first >= LATIN:
        return 1 << LATIN
    low, high = first, min(last, LATIN)
    return ((1 << (high + 1)) - 1) & ~((1 << low) - 1)


NOT_LINE_END = ANYTHING & ~bit(10) & ~bit(13)


@dataclass(frozen=True, slots=True, eq=False)
class Characters:
    """One character out of a set."""

    chars: int


@dataclass(frozen=True, slots=True, eq=False)
class Sequence:
    """One after the other; an empty one matches nothing at all."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Alternatives:
    """One of them."""

    options: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Parentheses; `number` is None when they capture nothing, `atomic`: they are never gone back into."""

    body: Expression
    number: int | None = None
    atomic: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Repeat:
    """Again and again; `most` is None without a bound. A possessive one gives nothing back."""

    body: Expression
    least: int
    most: int | None
    possessive: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """A look ahead or behind."""

    body: Expression
    behind: bool


@dataclass(frozen=True, slots=True, eq=False)
class Assertion:
    r"""`^`, `$`, `\b` or `\B`."""

    kind: Literal["^", "$", "b", "B"]


@dataclass(frozen=True, slots=True, eq=False)
class BackReference:
    """What a group matched."""


Expression = Characters | Sequence | Alternatives | Group | Repeat | Look | Assertion | BackReference
