"""`cloudfrontier check`: parses the command line, checks, and prints; what a check is, `validator` knows.

Everything that is found is reported in one run. Errors end in exit code 1; so do warnings with `--strict`.
"""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cloudfrontier.cli.check_options import Given, function_options, package_options
from cloudfrontier.cli.formats import Findings, format_option, print_findings, summary
from cloudfrontier.cli.output import count, make_console, visible
from cloudfrontier.cloudfront.events import EVENT_TYPES
from cloudfrontier.errors import FindingsError
from cloudfrontier.validator import check_distribution, check_project, check_targets, find_targets, merged

if TYPE_CHECKING:
    from cloudfrontier.validator import CheckReport

__all__ = ["check"]


@click.command
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--distribution",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Check a distribution: what `aws cloudfront get-distribution-config` prints.",
)
@click.option(
    "--runtime",
    metavar="NAME",
    help="Runtime of what is named; cloudfront-js-2.0 and python3.13 if nothing is said.",
)
@click.option(
    "--event",
    "events",
    multiple=True,
    type=click.Choice(EVENT_TYPES),
    help="Event that they are attached to; a zip may have several.",
)
@click.option("--static", is_flag=True, help="Run nothing: leave out the sample events.")
@click.option(
    "--budget",
    type=click.IntRange(min=1),
    metavar="POINTS",
    help="Most estimated compute utilization of a function on a sample event.",
)
@click.option("--runs", is_flag=True, help="Show what every sample event cost.")
@click.option("--handler", metavar="MODULE.FUNCTION", help="Handler of a zip.")
@click.option("--memory", type=click.IntRange(min=1), metavar="MB", help="Memory of a zip's function.")
@click.option("--timeout", type=click.IntRange(min=1), metavar="S", help="Timeout of a zip's function.")
@click.option(
    "--configuration",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What `aws lambda get-function-configuration` prints of a zip's function.",
)
@click.option("--strict", is_flag=True, help="Warnings too end in exit code 1.")
@format_option
@click.option("-q", "--quiet", is_flag=True, help="Print findings only (text).")
def check(**options: Any) -> None:
    """Find what CloudFront would refuse, or would fail on when a request comes.

    PATHS are CloudFront Functions (.js), Lambda@Edge packages (.zip), projects
    (edge.toml) and folders of them. Without any, the project of this folder or
    of the nearest one above it is checked.
    """
    start = time.perf_counter()
    given = Given(**options)
    report = _check(given)
    findings = Findings(report.findings, report.ignored, report.sources)
    if given.runs:
        _print_with_runs(findings, given, report)
    else:
        print_findings(findings, given.form)
    if given.form == "text" and not given.quiet:
        for note in report.notes:
            click.echo(f"note: {visible(note)}")
        click.echo(_closing_line(report, time.perf_counter() - start))
    _refuse(report, strict=given.strict)


def _check(given: Given) -> CheckReport:
    targets = find_targets(given.paths)
    kinds = {target.kind for target in targets}
    functions, packages = function_options(given, kinds), package_options(given, kinds)
    reports = []
    if targets:
        reports.append(check_targets(targets, functions=functions, packages=packages))
    if given.distribution is not None:
        reports.append(check_distribution(given.distribution))
    return merged(reports) if reports else check_project(is_static=given.static, budget=given.budget)


def _print_with_runs(findings: Findings, given: Given, report: CheckReport) -> None:
    from cloudfrontier.cli.check_runs import print_runs, runs_json  # noqa: PLC0415 - loads rich

    print_findings(findings, given.form, beside=runs_json(report.runs))
    if given.form == "text":
        print_runs(make_console(), report.runs)


def _closing_line(report: CheckReport, seconds: float) -> str:
    """What was checked, how many findings there are, and how long it took."""
    kinds = Counter(name.split(" ", 1)[0] for name in report.checked)
    checked = ", ".join(count(number, kind) for kind, number in kinds.items())
    found = [count(number, name[:-1]) for name, number in summary(report.findings).items() if number]
    ignored = f", {len(report.ignored)} ignored" if report.ignored else ""
    return f"{checked} checked: {', '.join(found) or 'no findings'}{ignored}; {seconds:.2f} s"


def _refuse(report: CheckReport, *, strict: bool) -> None:
    counted = summary(report.findings)
    to_mend = counted["errors"] + (counted["warnings"] if strict else 0)
    if to_mend:
        raise FindingsError(f"{count(to_mend, 'finding')} to mend")
