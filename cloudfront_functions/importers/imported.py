"""What comes out of an importer, and the parts that importers share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cloudfront_functions.inputs.outcome import LineError
from cloudfront_functions.inputs.words import Word
from cloudfront_functions.rules import Origin, PathHeaders, Route
from cloudfront_functions.spec import SyntaxProblem

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["PROTOCOL_ALONE", "Addresses", "Imported", "Importing", "hides_files"]

PROTOCOL_ALONE = (
    "this changes the protocol alone, which a behavior does by itself:"
    ' `viewer_protocol_policy = "redirect-to-https"`'
)
"""Why a redirect of a host to itself is refused."""


@dataclass(frozen=True)
class Addresses:
    """The tables `canonical` and `rewrites` of a function, by their keys."""

    canonical: Mapping[str, str | int] = field(default_factory=dict)
    rewrites: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Imported:
    """Rules in their order, headers by path, what could not be translated, what acts otherwise, addresses."""

    routes: tuple[Route, ...] = ()
    headers: tuple[PathHeaders, ...] = ()
    problems: tuple[SyntaxProblem, ...] = ()
    notes: tuple[SyntaxProblem, ...] = ()
    addresses: Addresses = field(default_factory=Addresses)


@dataclass
class Importing:
    """What an importer has found so far in a file."""

    file: str
    routes: list[Route] = field(default_factory=list)
    headers: list[PathHeaders] = field(default_factory=list)
    problems: list[SyntaxProblem] = field(default_factory=list)
    notes: list[SyntaxProblem] = field(default_factory=list)
    addresses: Addresses = field(default_factory=Addresses)

    def origin(self, line: int) -> Origin:
        """Where a rule of that line was written."""
        return Origin(self.file, line)

    def refuse(self, error: LineError, line: int, column: int = 1) -> None:
        """Note what could not be translated; the column is that of the error, if it has one."""
        place = error.word or Word("", column)
        self.problems.append(SyntaxProblem(self.file, line, place.column, str(error)))

    def note(self, message: str, line: int, column: int = 1) -> None:
        """Note what is translated but acts otherwise."""
        self.notes.append(SyntaxProblem(self.file, line, column, message))

    def done(self, routes: Iterable[Route] | None = None) -> Imported:
        """All of it; `routes`: in the order in which they are tried."""
        chosen = tuple(self.routes if routes is None else routes)
        problems, notes = tuple(sorted(self.problems)), tuple(sorted(self.notes))
        return Imported(chosen, tuple(self.headers), problems, notes, self.addresses)


def hides_files(source: str, target: str) -> LineError:
    """The refusal of a rewrite that is meant for paths without a file only."""
    return LineError(
        f"a function does not know which files there are, and would hide every one that `{source}` takes; let"
        f" an error page of the distribution (404 -> `{target}`) answer where there is no file"
    )
