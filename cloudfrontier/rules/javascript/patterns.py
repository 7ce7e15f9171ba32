"""The regular expressions of a function: literals, and `RegExp(…)` with a text that is written out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cloudfrontier.javascript.members import text_value
from cloudfrontier.javascript.parse import Node
from cloudfrontier.javascript.regex import Regex, parse_regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.javascript.analysis import Analysis

__all__ = ["Pattern", "patterns"]


@dataclass(frozen=True, eq=False)
class Pattern:
    """A regular expression where it stands. is_literal: it is compiled with the function."""

    node: Node
    text: str
    flags: str
    is_literal: bool

    @property
    def read(self) -> Regex:
        """What it says."""
        return read(self.text, "i" in self.flags)

    def offset(self, inside: int) -> int:
        """The offset in the function's text of an offset in the pattern."""
        start: int = self.node.range[0]
        return start + 1 + inside if self.is_literal else start


def patterns(known: Analysis) -> Iterator[Pattern]:
    """All of them, literals first."""
    for node in known.index.of("Literal"):
        if node.regex is not None:
            yield Pattern(node, node.regex.pattern, node.regex.flags, is_literal=True)
    for node in known.index.of("NewExpression", "CallExpression"):
        if known.kinds.builtin(node.callee) != "RegExp" or not node.arguments:
            continue
        text = text_value(node.arguments[0])
        flags = text_value(node.arguments[1]) if len(node.arguments) > 1 else ""
        if text is not None and flags is not None:
            yield Pattern(node, text, flags, is_literal=False)


@lru_cache(maxsize=512)
def read(text: str, ignores_case: bool) -> Regex:  # noqa: FBT001 - a cache's key
    """Parsed once for all rules."""
    return parse_regex(text, "i" if ignores_case else "")
