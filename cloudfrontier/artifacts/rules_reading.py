"""Reads the rules of one function from its tables and files, and gathers everything that is wrong with them.

Readers of kinds of rules are given a `Reading`; what they report through it is shown to the user in one run.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from cloudfront_functions.inputs import LineError, dialect_named
from cloudfront_functions.rules import Origin
from cloudfrontier.artifacts.places import shown
from cloudfrontier.cloudfront.finding import Finding
from cloudfrontier.errors import Problem
from cloudfrontier.project import LoadedProject
from cloudfrontier.project.mistake import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cloudfront_functions import SyntaxProblem
    from cloudfrontier.project.positions import KeyPath

__all__ = ["Reading", "read_file"]

Table = TypeVar("Table")
Rule = TypeVar("Rule")


@dataclass
class Reading:
    """One function's rules while they are read: where they stand, what cannot be kept, what was noticed.

    today: the day by which dates in rules are judged.
    """

    loaded: LoadedProject
    name: str
    today: date
    problems: list[Problem] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.path: KeyPath = ("functions", self.name)
        self.table = self.loaded.project.functions[self.name]
        self.dialect = dialect_named(self.table.dialect)

    def problem(self, key: KeyPath, message: str) -> None:
        """Refuse what stands at a key of the function, or of its nearest table that is written down."""
        self.problems.append(self.loaded.problem((*self.path, *key), visible(message)))

    def origin(self, key: KeyPath) -> Origin:
        """Where a key of the function is written."""
        return Origin(self.loaded.shown, self.loaded.where((*self.path, *key)).line)

    def from_table(self, key: KeyPath, table: Table, read: Callable[[Table, Origin], Rule]) -> Iterator[Rule]:
        """What a table says, or nothing, and the reason among the problems.

        `read` raises `LineError` with the name of the key at fault as its word.
        """
        try:
            yield read(table, self.origin(key))
        except LineError as error:
            self.problem((*key, error.word.text) if error.word else key, str(error))

    def from_tables(
        self, key: str, tables: Iterable[Table], read: Callable[[Table, Origin], Rule]
    ) -> Iterator[Rule]:
        """What the tables of an array say, in their order."""
        for index, table in enumerate(tables):
            yield from self.from_table((key, index), table, read)

    def texts(self, key: str, files: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The files that can be read, each with the name that it has in findings."""
        for index, file in enumerate(files):
            text = read_file(self.loaded, (*self.path, key, index), file)
            if isinstance(text, Problem):
                self.problems.append(text)
            else:
                yield text, shown(self.loaded.root / file)

    def refuse(self, problems: Iterable[SyntaxProblem]) -> None:
        """Lines of files that cannot be kept."""
        self.problems += [Problem(item.file, item.line, item.column, item.message) for item in problems]


def read_file(loaded: LoadedProject, key: KeyPath, file: str) -> str | Problem:
    """A file that edge.toml names, or why it cannot be read, at the place that names it."""
    try:
        return (loaded.root / file).read_bytes().decode("utf-8")
    except OSError as error:
        message = f"{file!r} cannot be read: {error.strerror}"
    except UnicodeDecodeError as error:
        message = f"{file!r} is not UTF-8 (byte {error.start})"
    return loaded.problem(key, message)
