"""Runs functions on sample events, and keeps what each run used for whoever wants more than findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.javascript.cost import Budget
from cloudfrontier.javascript.parse import parse
from cloudfrontier.simulator.sample_runs import SampleReport, sample_findings

if TYPE_CHECKING:
    from cloudfrontier.artifacts.functions import FunctionSource
    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["Samples"]


class Samples:
    """The runs of one check; `reports` holds what came of them, by the file that findings name."""

    def __init__(self, budget: int | None = None) -> None:
        usual = Budget()
        self.budget = usual if budget is None else Budget(warning=min(usual.warning, budget), error=budget)
        self.reports: dict[str, SampleReport] = {}

    def __call__(self, function: FunctionSource) -> tuple[Finding, ...]:
        """What is wrong with the runs of a project's function: what a build asks for."""
        event = function.table.event
        return self.run(parse(function.text, runtime=function.runtime, name=function.file, event=event))

    def run(self, js: JsSource) -> tuple[Finding, ...]:
        """What is wrong with the runs of some code."""
        report = sample_findings(js, name=js.name, runtime=js.runtime, event=js.event, budget=self.budget)
        self.reports[js.name] = report
        return report.findings
