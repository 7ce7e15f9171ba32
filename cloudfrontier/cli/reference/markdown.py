"""The little Markdown that the pages are made of; a value can break neither a table nor a fence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cloudfrontier.cloudfront.source import Source

__all__ = ["NOTICE", "cell", "fenced", "link", "table"]

NOTICE = (
    "<!-- Written by `cloudfrontier docs --write docs`; change the code that it describes, not this file. -->"
)

FENCES = re.compile("`{3,}")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; cells are Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(cell, line))} |" for line in lines)


def cell(text: str) -> str:
    """Text that stays within its cell."""
    return text.replace("|", "\\|").replace("\n", " ").strip()


def fenced(text: str, language: str = "") -> str:
    """A block of code, whatever is in it."""
    longest = max((len(found) for found in FENCES.findall(text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def link(source: Source) -> str:
    """The page by its name, and when it was read."""
    name = source.url.rstrip("/").rpartition("/")[2].partition("#")[0].removesuffix(".html")
    return f"[{name}]({source.url}) ({source.read})"
