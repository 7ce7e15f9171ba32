"""A Lambda@Edge package as the rules see it: sizes, settings, and what its code asks for and cannot have.

The rules take values and never open a zip, so that the build, `check` and the plan of a deployment can each
say what they know about a package.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.events import VIEWER_EVENTS, EventType
from cloudfrontier.cloudfront.finding import Finding, Severity
from cloudfrontier.cloudfront.limits import AWS_LIMITS, Limits
from cloudfrontier.rules.bundle.fault import CodeFault
from cloudfrontier.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["SAMPLE", "Bundle", "BundleRule"]


@dataclass(frozen=True)
class Bundle:
    """One package; `file` is what findings about the whole of it name, `today` the date of the check.

    Sizes in bytes, `memory` in MB, `timeout` in seconds.
    """

    file: str
    events: tuple[EventType, ...]
    runtime: str
    memory: int
    timeout: int
    zip_size: int
    unzipped_size: int
    today: date
    faults: tuple[CodeFault, ...] = ()
    limits: Limits = AWS_LIMITS

    @property
    def viewer_events(self) -> tuple[EventType, ...]:
        """The viewer events it is attached to."""
        return tuple(event for event in self.events if event in VIEWER_EVENTS)


SAMPLE = Bundle(
    file="lambdas/sample.zip",
    events=("viewer-request",),
    runtime="python3.13",
    memory=128,
    timeout=5,
    zip_size=400_000,
    unzipped_size=900_000,
    today=date(2026, 11, 1),
)
"""A package that no rule objects to; the rules' own samples are variations of it."""


class BundleRule(Rule[Bundle]):
    """A rule on packages."""

    @abstractmethod
    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """What the rule finds in the package."""

    def on_package(
        self, bundle: Bundle, message: str, *, do: str, severity: Severity | None = None
    ) -> Finding:
        """A finding about the package as a whole."""
        return Finding(self.id, severity or self.severity, bundle.file, 0, 0, message, do, self.source.url)

    def on_code(self, fault: CodeFault, message: str, *, do: str) -> Finding:
        """A finding at a line of its code, as severe as the fault is certain."""
        place = (fault.file, fault.line, fault.column)
        return Finding(self.id, fault.severity, *place, message, do, self.source.url)
