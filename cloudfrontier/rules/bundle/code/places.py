"""Places in a text: the parser counts bytes, people and their editors count characters."""

from __future__ import annotations

__all__ = ["LinePlaces", "characters"]


class LinePlaces:
    """The lines of one text."""

    def __init__(self, text: bytes) -> None:
        self.lines = text.splitlines()

    def column(self, line: int, column: int) -> int:
        """The column in characters of a column in bytes of UTF-8; all of them 1-based."""
        if not 0 < line <= len(self.lines):
            return column
        return len(self.lines[line - 1][: column - 1].decode(errors="replace")) + 1


def characters(text: bytes, line: int, column: int) -> int:
    """The column of one place in characters, as above."""
    return LinePlaces(text).column(line, column)
