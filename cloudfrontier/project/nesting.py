"""Keeps text away from `tomllib` that would cost it minutes, gigabytes or the stack, valid TOML or not.

`tomllib` recurses into arrays and inline tables, needs memory that grows with the square of a dotted key's
parts, and refuses very long numbers with an error that has no place. No project needs any of them.
"""

from __future__ import annotations

import re

from cloudfrontier.project.positions import Place

__all__ = ["DEEPEST", "LONGEST_WORD", "excess"]

DEEPEST = 16
"""Most arrays and inline tables inside each other, and most parts of a dotted key; 5 and 4 are needed."""
LONGEST_WORD = 256
"""Most characters of a bare key, number or date; edge.toml's names have up to 64."""

# The closing quote is optional: a string without one ends with its line and is not tried from each quote.
_BASIC = r'"(?:[^"\\\n]|\\[^\n])*+"?'
_LITERAL = r"'[^'\n]*+'?"
_KEY = rf"(?:[\w-]++|{_BASIC}|{_LITERAL})"
_TOKEN = re.compile(
    rf'''
      \#[^\n]*+
    | """(?:[^"\\]|\\.|"(?!""))*+"{{0,5}}
    | \'\'\'(?:[^']|'(?!''))*+'{{0,5}}
    | (?P<dotted>{_KEY}(?:[ \t]*+\.[ \t]*+{_KEY}){{{DEEPEST},}}+)
    | {_BASIC}
    | {_LITERAL}
    | (?P<word>[\w+-]++)
    | (?P<opened>[\[{{])
    | (?P<closed>[\]}}])
    ''',
    re.VERBOSE | re.DOTALL | re.ASCII,
)


def excess(text: str) -> tuple[Place, str] | None:
    """The first thing that is too much for a project file: its place, and what was seen and expected."""
    depth = 0
    for token in _TOKEN.finditer(text):
        match token.lastgroup:
            case "opened":
                depth += 1
                if depth > DEEPEST:
                    message = f"arrays or inline tables nested {depth} deep, expected {DEEPEST} at most"
                    return _place(text, token.start()), message
            case "closed":
                depth = max(0, depth - 1)
            case "dotted":
                return _place(text, token.start()), f"a key of more than {DEEPEST} parts joined by dots"
            case "word" if len(token[0]) > LONGEST_WORD:
                seen = f"a key or number of {len(token[0])} characters, expected {LONGEST_WORD} at most"
                return _place(text, token.start()), seen
            case _:
                pass
    return None


def _place(text: str, offset: int) -> Place:
    return Place(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
