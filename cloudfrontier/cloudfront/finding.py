"""A finding: something CloudFront would refuse or do otherwise than meant, as data and never as an exception.

The validator, the simulator and the plan of a deployment all report findings, so that one sentence about one
fault reads the same wherever it is met.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

__all__ = ["SEVERITIES", "Finding", "Ignored", "Severity"]

Severity = Literal["error", "warning", "note"]
"""error: CloudFront refuses it or it fails when run; warning: likely not meant; note: worth knowing."""

SEVERITIES: tuple[Severity, ...] = get_args(Severity)


@dataclass(frozen=True)
class Finding:
    """One fault: the rule's id, where it stands, what was seen, and what to do instead.

    `line` and `column` are 1-based; 0 means that the finding is about the file as a whole.
    """

    id: str
    severity: Severity
    file: str
    line: int
    column: int
    message: str
    help: str = ""
    url: str = ""

    @property
    def where(self) -> str:
        """`file:line:column`, or the file alone for a finding about the whole of it."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Findings are reported in the order of the files, then of the lines."""
        return (self.file, self.line, self.column, self.id, self.message)


@dataclass(frozen=True)
class Ignored:
    """A finding that the project lives with, and the reason that it gives."""

    finding: Finding
    reason: str
