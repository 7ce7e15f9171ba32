"""What comes out of a reader: what was kept, what could not be, and what is kept but acts otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from cloudfront_functions.rules import PathHeaders, Route
from cloudfront_functions.spec import SyntaxProblem

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudfront_functions.inputs.words import Word

__all__ = ["LineError", "ReadHeaders", "ReadRoutes", "at"]

T = TypeVar("T")


@dataclass(frozen=True)
class ReadRoutes:
    """Redirects, rewrites and answers in the order in which they are tried.

    problems: lines that cannot be kept, and the nearest thing that works. notes: rules that are kept but act
    otherwise than where the file comes from.
    """

    rules: tuple[Route, ...]
    problems: tuple[SyntaxProblem, ...] = ()
    notes: tuple[SyntaxProblem, ...] = ()


@dataclass(frozen=True)
class ReadHeaders:
    """Response headers by path, in their order, and the lines that cannot be kept."""

    rules: tuple[PathHeaders, ...]
    problems: tuple[SyntaxProblem, ...] = ()


class LineError(ValueError):
    """A line cannot be kept; `word` is the part of it that is at fault, None: the whole of it."""

    def __init__(self, message: str, word: Word | None = None) -> None:
        super().__init__(message)
        self.word = word

    def at(self, file: str, line: int) -> SyntaxProblem:
        """The problem as users are shown it."""
        return SyntaxProblem(file, line, self.word.column if self.word else 1, str(self))


def at(word: Word, read: Callable[[], T]) -> T:
    """What is read from a word; an error in it stands at that word."""
    try:
        return read()
    except LineError as error:
        raise LineError(str(error), error.word or word) from None
