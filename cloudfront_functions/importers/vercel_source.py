"""Patterns of vercel.json, which are those of path-to-regexp, as far as they hold no regular expression."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cloudfront_functions.inputs.outcome import LineError
from cloudfront_functions.inputs.rule_table import OWN
from cloudfront_functions.inputs.source_text import read_pattern
from cloudfront_functions.rules import Pattern

__all__ = ["Source", "read_source"]

WILD = re.compile(r"(?P<slash>/?):(?P<name>[A-Za-z]\w*)(?P<many>[*+])$|\((?:\.\*|\.\+)\)$", re.ASCII)
REGULAR = re.compile(r"[()\[\]{}?+|^$\\*]")


@dataclass(frozen=True)
class Source:
    """A pattern; `rest`: what destinations call its `*`; `bare`: the case in which that is nothing at all."""

    pattern: Pattern
    rest: str = ""
    bare: bool = False

    def destination(self, text: str) -> str:
        """A destination in which the `*` is called `:splat`, or is left out."""
        if not self.rest:
            return text
        name = re.escape(self.rest)
        spelled = re.compile(rf"(/?)(?:{name}(?![\w])[*+]?)" if self.rest[0] == ":" else rf"(/?){name}(?!\d)")
        return spelled.sub("" if self.bare else r"\1:splat", text) or "/"


def read_source(text: str) -> list[Source]:
    """The patterns that a source stands for: two where `:name*` may be nothing.

    Raises:
        LineError: it holds a regular expression.
    """
    found = WILD.search(text)
    head = text[: found.start()] if found else text
    if REGULAR.search(head):
        raise LineError(
            f"`{text}` holds a regular expression; write it with `:name` for a segment"
            " and `:name*` for what is left"
        )
    if not found:
        return [Source(read_pattern(head, OWN))]
    if found["name"] is None:
        return [Source(read_pattern(f"{head}*", OWN), "$1")]
    below = Source(read_pattern(f"{head}{found['slash']}*", OWN), f":{found['name']}")
    if found["many"] == "+" or not found["slash"] or not head:
        return [below]
    return [Source(read_pattern(head, OWN), f":{found['name']}", bare=True), below]
