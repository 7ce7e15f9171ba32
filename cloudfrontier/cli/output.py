"""What every command shows things with: a console, colours, and text that cannot steer somebody's terminal.

Text from files and findings is never read as markup, and control characters in it are made visible.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

__all__ = ["STYLES", "count", "make_console", "visible", "write_text"]

STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan"}
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def make_console(*, stderr: bool = False) -> Console:
    """A console that colours only on a terminal (NO_COLOR is respected) and changes no text."""
    from rich.console import Console  # noqa: PLC0415  most of what is printed needs none, and it is slow to load

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def visible(text: str) -> str:
    """The text with every control character as a middle dot; a tab is one column, as editors count it."""
    return CONTROL.sub("·", text.replace("\t", " "))


def count(number: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def write_text(path: Path, text: str) -> None:
    """Write a file that the command line names.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from None
