"""Places in a text: the parser counts bytes, people and their editors count characters."""

from __future__ import annotations

__all__ = ["characters"]


def characters(text: bytes, line: int, column: int) -> int:
    """The column in characters of a column in bytes of UTF-8; all of them 1-based."""
    lines = text.splitlines()
    if not 0 < line <= len(lines):
        return column
    return len(lines[line - 1][: column - 1].decode(errors="replace")) + 1
