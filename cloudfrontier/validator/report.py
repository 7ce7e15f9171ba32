"""What a check found, as one value, whatever it looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cloudfrontier.cloudfront.finding import Finding, Ignored
from cloudfrontier.simulator.sample_runs import SampleReport

__all__ = ["CheckReport", "merged"]


@dataclass(frozen=True)
class CheckReport:
    """Findings and what the project ignores; `checked` says what was looked at, `function a.js` or the like.

    sources: texts of files, and runs: what came of the sample runs, by the names that findings use. notes:
    what is no finding and still worth saying.
    """

    findings: tuple[Finding, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict, repr=False)
    checked: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    runs: Mapping[str, SampleReport] = field(default_factory=dict, repr=False)

    def count(self, severity: str) -> int:
        """How many findings of that severity there are."""
        return sum(finding.severity == severity for finding in self.findings)


def merged(reports: Iterable[CheckReport]) -> CheckReport:
    """All of them as one, findings in the order of files and lines, each once."""
    listed = tuple(reports)
    findings = {finding: None for report in listed for finding in report.findings}
    return CheckReport(
        tuple(sorted(findings, key=lambda finding: finding.sort_key)),
        tuple(item for report in listed for item in report.ignored),
        {name: text for report in listed for name, text in report.sources.items()},
        tuple(name for report in listed for name in report.checked),
        tuple(dict.fromkeys(note for report in listed for note in report.notes)),
        {name: runs for report in listed for name, runs in report.runs.items()},
    )
