"""The text of an nginx configuration as a tree of directives, with the line of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cloudfront_functions.inputs.outcome import LineError
from cloudfront_functions.inputs.words import Word

__all__ = ["Directive", "read_directives"]

TOKEN = re.compile(
    r"""\s+ | \#[^\n]* | (?P<mark>[;{}]) | "(?P<double>(?:[^"\\]|\\.)*)" | '(?P<single>(?:[^'\\]|\\.)*)'
    | (?P<word>(?:\$\{\w+\}|[^\s;{}"'\\]|\\.|(?<=[^\s;{}])\{[^\s;{}]*\})+)""",
    re.VERBOSE | re.DOTALL,
)
DEEPEST = 32


@dataclass
class Directive:
    """A directive: its words, the first of them its name; `block`: what stands in its braces."""

    words: tuple[str, ...]
    line: int
    column: int
    block: list[Directive] | None = None


@dataclass
class Reader:
    """What is open while the text is read."""

    blocks: list[list[Directive]] = field(default_factory=lambda: [[]])
    words: list[str] = field(default_factory=list)
    line: int = 0
    column: int = 0


def read_directives(text: str) -> list[Directive]:
    """The directives of a configuration.

    Raises:
        LineError: a brace or a quote is not closed, or a directive does not end.
    """
    reader = Reader()
    place, line, start = 0, 1, 0
    text = text.removeprefix("\ufeff")
    while place < len(text):
        found = TOKEN.match(text, place)
        if not found:
            raise LineError(f"a quote is not closed (line {line})", Word("", place - start + 1))
        if found["mark"]:
            close(reader, found["mark"], line)
        elif (
            word := next(
                (found[name] for name in ("double", "single", "word") if found[name] is not None), None
            )
        ) is not None:
            if not reader.words:
                reader.line, reader.column = line, place - start + 1
            reader.words.append(word)
        lines = found[0].count("\n")
        if lines:
            line += lines
            start = place + found[0].rfind("\n") + 1
        place = found.end()
    if reader.words or len(reader.blocks) > 1:
        raise LineError(f"the last directive or block does not end (line {line})")
    return reader.blocks[0]


def close(reader: Reader, mark: str, line: int) -> None:
    """End a directive, begin a block, or end one."""
    if mark == "}":
        if reader.words or len(reader.blocks) == 1:
            raise LineError(f"a brace closes nothing, or a directive before it (line {line})")
        reader.blocks.pop()
        return
    if not reader.words:
        raise LineError(f"`{mark}` ends nothing (line {line})")
    made = Directive(tuple(reader.words), reader.line, reader.column, [] if mark == "{" else None)
    reader.words.clear()
    reader.blocks[-1].append(made)
    if made.block is not None:
        if len(reader.blocks) == DEEPEST:
            raise LineError(f"nested deeper than any configuration (line {line})")
        reader.blocks.append(made.block)
