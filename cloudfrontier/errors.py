"""The errors of the toolchain: one tree, in which each class says whose fault it is and owns its exit code.

Only `cloudfrontier.cli.main` prints an error and exits; everything below raises. A message says what was
seen, what was expected and what to do, so that no traceback ever has to be read.

    CloudfrontierError
    ├── FindingsError      1   the code or the distribution would be refused, or would fail, at CloudFront
    ├── UsageError         2   the command line
    │   └── ProjectError   2   edge.toml, or a file that it names: every problem at once
    ├── RefusedError       3   a conflict: carrying on would overwrite somebody's work
    ├── AwsError           4   AWS answered with an error
    ├── TimedOutError      5   something did not end in the time it was given
    ├── MissingToolError   6   this machine lacks a program or package that the command needs
    └── InternalError     70   a fault of this package
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

__all__ = [
    "AwsError",
    "CloudfrontierError",
    "FindingsError",
    "InternalError",
    "MissingToolError",
    "Problem",
    "ProjectError",
    "RefusedError",
    "TimedOutError",
    "UsageError",
]


class CloudfrontierError(Exception):
    """Base of every error that a command may end with."""

    exit_code: ClassVar[int]


class FindingsError(CloudfrontierError):
    """Error-level findings exist; they have been reported, and nothing was written."""

    exit_code = 1


class UsageError(CloudfrontierError):
    """The command line, or a file named on it, cannot be used."""

    exit_code = 2


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in a project's own files: where it stands (1-based) and what to do about it."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class ProjectError(UsageError):
    """The project's files hold mistakes; `problems` lists all of them, in the order of the files."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class RefusedError(CloudfrontierError):
    """Carrying on would overwrite what somebody else made; nothing was changed."""

    exit_code = 3


class AwsError(CloudfrontierError):
    """AWS answered with an error that retrying does not mend."""

    exit_code = 4


class TimedOutError(CloudfrontierError):
    """Something did not end in the time it was given; the message says what state it was left in."""

    exit_code = 5


class MissingToolError(CloudfrontierError):
    """This machine lacks a program or a package; the message says how to get it."""

    exit_code = 6


class InternalError(CloudfrontierError):
    """A fault of this package: something that was thought impossible happened."""

    exit_code = 70
