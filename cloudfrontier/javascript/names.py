"""Sets of names as they are read: in one line, not in a column of quotes."""

from __future__ import annotations

__all__ = ["names"]


def names(text: str) -> frozenset[str]:
    """The names in a text, which are parted by spaces."""
    return frozenset(text.split())
