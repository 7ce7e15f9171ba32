"""Checks the code of one CloudFront Function: by the rules, and where they find no error by running it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfrontier.artifacts.places import shown
from cloudfrontier.cloudfront.events import EventType
from cloudfrontier.cloudfront.finding import Finding
from cloudfrontier.cloudfront.runtimes import FunctionRuntime
from cloudfrontier.javascript.parse import parse
from cloudfrontier.rules.javascript import check_function
from cloudfrontier.validator.reading import read_text
from cloudfrontier.validator.report import CheckReport
from cloudfrontier.validator.samples import Samples

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FunctionOptions", "check_function_file"]


@dataclass(frozen=True)
class FunctionOptions:
    """What is known about functions that no edge.toml describes.

    event: None where it is not known. is_static: nothing is run. budget: estimated compute utilization above
    which a run is an error; None for the usual one.
    """

    runtime: FunctionRuntime = "cloudfront-js-2.0"
    event: EventType | None = None
    is_static: bool = False
    budget: int | None = None


def check_function_file(path: Path, options: FunctionOptions) -> CheckReport:
    """What is wrong with the code in a file."""
    name = shown(path)
    text = read_text(path)
    if isinstance(text, Finding):
        return CheckReport((text,), checked=(f"function {name}",))
    js = parse(text, runtime=options.runtime, name=name, event=options.event)
    findings = check_function(js, name=name, runtime=options.runtime)
    samples = Samples(options.budget)
    if not options.is_static and not any(finding.severity == "error" for finding in findings):
        findings += samples.run(js)
    return CheckReport(
        tuple(sorted(findings, key=lambda finding: finding.sort_key)),
        sources={name: text},
        checked=(f"function {name}",),
        runs=samples.reports,
    )
