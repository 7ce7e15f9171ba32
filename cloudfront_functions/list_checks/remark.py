"""A remark on a list of rules as data: what is noticed, at which rule, how grave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cloudfront_functions.rules import Origin

if TYPE_CHECKING:
    from cloudfront_functions.rules import Route
    from cloudfrontier.cloudfront.finding import Severity

__all__ = ["SEVERITY", "Remark", "RemarkKind", "remark", "rule_at"]

RemarkKind = Literal["loop", "duplicate", "shadowed", "chain", "again", "case", "slash", "escape"]

SEVERITY: dict[RemarkKind, Severity] = {
    "loop": "error",
    "duplicate": "warning",
    "shadowed": "warning",
    "chain": "warning",
    "again": "note",
    "case": "warning",
    "slash": "warning",
    "escape": "warning",
}
"""An error can never be meant; a warning hardly ever; a note is worth knowing."""


@dataclass(frozen=True)
class Remark:
    """One remark: on which rule (by its place in the list and where it was written), and what to do."""

    kind: RemarkKind
    index: int
    origin: Origin
    message: str
    help: str

    @property
    def severity(self) -> Severity:
        """How likely it is a mistake."""
        return SEVERITY[self.kind]

    def __str__(self) -> str:
        return f"{self.origin}: {self.message}; {self.help}"


def remark(kind: RemarkKind, place: tuple[int, Route], message: str, *, help: str) -> Remark:  # noqa: A002 - as above
    """A remark on the rule at that place of the list."""
    index, rule = place
    return Remark(kind, index, rule.origin, message, help)


def rule_at(rule: Route) -> str:
    """A rule as remarks name it: its source and where it was written."""
    return f"`{rule.source}` ({rule.origin})"
