"""One line of a CSV file (RFC 4180), cut into cells that know their columns."""

from __future__ import annotations

import re

from cloudfront_functions.inputs.outcome import LineError
from cloudfront_functions.inputs.words import Word

__all__ = ["cells_of"]

CELL = re.compile(r'[ \t]*(?:"((?:[^"]|"")*)"[ \t]*|([^",]*))(,|$)')


def cells_of(line: str) -> list[Word]:
    """The cells, without the blanks around them; a quote within quotes is written twice.

    Raises:
        LineError: a quote is not closed, or stands within a cell that does not begin with one.
    """
    cells: list[Word] = []
    end = 0
    while True:
        found = CELL.match(line, end)
        if not found:
            raise LineError("a cell with a quote is quoted as a whole, its quotes doubled", Word("", end + 1))
        quoted, plain = found[1], found[2]
        start = found.start(1) if quoted is not None else found.start(2)
        cells.append(Word(quoted.replace('""', '"') if quoted is not None else plain.rstrip(), start + 1))
        end = found.end()
        if not found[3]:
            return cells
