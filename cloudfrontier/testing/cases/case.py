"""What a case is, and what came of it: values only, so that every runner and every report has the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from cloudfrontier.testing.expectations import Mismatch

__all__ = ["Asked", "Case", "CaseResult", "Outcome", "Where"]

Outcome = Literal["passed", "failed", "skipped"]


@dataclass(frozen=True)
class Asked:
    """A request of a viewer: `url` is a path or a whole URL."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = field(default=b"", repr=False)
    client_ip: str | None = None


@dataclass(frozen=True)
class Where:
    """A case's place: `path` leads to its table in the file, `key` to what it expects, in that table.

    `key` is empty where the file's shape has no room for an expectation.
    """

    file: Path
    shown: str
    line: int = 1
    path: tuple[str | int, ...] = ()
    key: str = "expect"

    def __str__(self) -> str:
        return f"{self.shown}:{self.line}"


@dataclass(frozen=True)
class Case:
    """One case: either `request`, through the whole distribution, or `event`, of one function or handler.

    `before`: requests that are sent first, by the same viewer into the same cache. `code` is the name of what
    gets the event; empty: the only CloudFront Function of the event's type. `expect` is None where nothing is
    said: then the code has to end without an error. `skip` says why the case is not to be run.
    """

    name: str
    where: Where
    request: Asked | None = None
    before: tuple[Asked, ...] = ()
    code: str = ""
    event: Mapping[str, Any] | None = field(default=None, repr=False)
    expect: Mapping[str, Any] | None = field(default=None, repr=False)
    skip: str = ""


@dataclass(frozen=True)
class CaseResult:
    """What came of a case.

    `why` says what went wrong, or why it was not run; `mismatches` are what differs from what is expected.
    `seen` is what an expectation would be if it said everything; `explained` tells people how it came about.
    `given`: names of CloudFront Functions that ran, each with its event.
    """

    case: Case
    outcome: Outcome
    why: str = ""
    mismatches: tuple[Mismatch, ...] = ()
    seen: Mapping[str, Any] = field(default_factory=dict, repr=False)
    explained: str = field(default="", repr=False)
    given: tuple[tuple[str, Mapping[str, Any]], ...] = field(default=(), repr=False)
    seconds: float = 0.0

    @property
    def told(self) -> tuple[str, ...]:
        """The reasons, a line each."""
        return (*((self.why,) if self.why else ()), *map(str, self.mismatches))
