"""What a rule on runs is given and gives: every run of a function on sample events, findings about them."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.finding import Finding
from cloudfrontier.rules.javascript.dynamic.run import FunctionRuns, named
from cloudfrontier.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cloudfrontier.cloudfront.finding import Severity
    from cloudfrontier.rules.javascript.dynamic.run import FunctionRun

__all__ = ["DynamicRule"]


class DynamicRule(Rule[FunctionRuns]):
    """A rule on what a CloudFront Function did on sample events."""

    @abstractmethod
    def check(self, runs: FunctionRuns) -> Iterator[Finding]:
        """What this rule finds."""

    def finding(  # noqa: PLR0913 - the parts of a finding, by name
        self,
        runs: FunctionRuns,
        about: Sequence[FunctionRun],
        message: str,
        *,
        do: str,
        place: tuple[int, int] = (0, 0),
        severity: Severity | None = None,
    ) -> Finding:
        """A finding about some of the runs; it is of the rule's severity where one of them is ordinary."""
        if severity is None:
            severity = self.severity if any(run.ordinary for run in about) else "warning"
        line, column = place if place[0] else runs.handler
        text = f"{message}, on {named([run.event for run in about])}"
        return Finding(self.id, severity, runs.file, line, column, text, do, self.source.url)
