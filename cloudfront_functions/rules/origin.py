"""Where a rule was written, so that whatever is said about it leads there."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["NOWHERE", "Origin"]


@dataclass(frozen=True, order=True)
class Origin:
    """A file as its user names it, and a line; line 0: the file as a whole."""

    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


NOWHERE = Origin()
"""A rule that nobody wrote."""
