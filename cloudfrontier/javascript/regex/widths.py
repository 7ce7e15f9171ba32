"""How long the texts are that an expression matches: PCRE looks behind by fixed steps only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from cloudfrontier.javascript.regex.tree import (
    Alternatives,
    BackReference,
    Characters,
    Group,
    Repeat,
    Sequence,
)

if TYPE_CHECKING:
    from cloudfrontier.javascript.regex.tree import Expression

__all__ = ["widths_differ"]

Width = tuple[int, int | None]
"""The shortest and the longest text, in characters; None: there is no longest."""


def widths_differ(body: Expression) -> Literal["", "endless", "bounded"]:
    """Whether a lookbehind's branch matches texts of different lengths.

    The branches themselves may differ: PCRE tries each at its own distance.
    """
    branches = body.options if isinstance(body, Alternatives) else (body,)
    found = [_width(branch) for branch in branches]
    if any(most is None for _, most in found):
        return "endless"
    return "bounded" if any(least != most for least, most in found) else ""


def _width(node: Expression) -> Width:
    match node:
        case Characters():
            found: Width = (1, 1)
        case Sequence():
            found = _sum([_width(item) for item in node.items])
        case Alternatives():
            found = _either([_width(option) for option in node.options])
        case Group():
            found = _width(node.body)
        case Repeat():
            found = _times(_width(node.body), node.least, node.most)
        case BackReference():
            found = (0, None)
        case _:
            found = (0, 0)
    return found


def _times(width: Width, fewest: int, most: int | None) -> Width:
    shortest, longest = width
    if longest == 0:
        return 0, 0
    return shortest * fewest, None if longest is None or most is None else longest * most


def _sum(widths: list[Width]) -> Width:
    longest = [most for _, most in widths]
    least = sum(low for low, _ in widths)
    return least, None if None in longest else sum(most for most in longest if most is not None)


def _either(widths: list[Width]) -> Width:
    longest = [most for _, most in widths]
    least = min(low for low, _ in widths)
    return least, None if None in longest else max(most for most in longest if most is not None)
