"""`cloudfrontier build`: parses the command line, builds, and prints; what a build is, `artifacts` knows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cloudfrontier.artifacts import pipeline
from cloudfrontier.cli.build_explained import explained_json, print_explained
from cloudfrontier.cli.build_table import build_table, closing_line
from cloudfrontier.cli.formats import Findings, Format, format_option, print_findings, summary
from cloudfrontier.cli.output import count, make_console, visible
from cloudfrontier.errors import FindingsError
from cloudfrontier.project import load
from cloudfrontier.simulator.sample_runs import function_samples

if TYPE_CHECKING:
    from cloudfrontier.artifacts.report import BuildReport

__all__ = ["build", "report_json"]


@click.command
@click.argument("project", required=False, type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), help="Folder to write, instead of the one that edge.toml names."
)
@click.option(
    "--check", "--dry-run", "check", is_flag=True, help="Build and judge everything, but write nothing."
)
@format_option
@click.option("--explain", is_flag=True, help="Say where each rule went, and how many bytes it takes there.")
@click.option("-q", "--quiet", is_flag=True, help="Print findings only (text).")
def build(  # noqa: PLR0913 - the options of the command
    project: Path | None, *, out: Path | None, check: bool, form: Format, explain: bool, quiet: bool
) -> None:
    """Render, bundle and check everything that edge.toml names; write dist/.

    PROJECT is an edge.toml or its folder; if left out, the nearest one at or above the current folder.
    """
    report = pipeline.build(load(project), out=out, write=not check, samples=function_samples)
    findings = Findings(report.findings, report.ignored, report.sources)
    beside = report_json(report) | ({"explained": explained_json(report)} if explain else {})
    print_findings(findings, form, beside=beside)
    if form == "text" and explain:
        print_explained(report)
    if form == "text" and not quiet:
        _print_table(report)
    if report.has_errors:
        to_mend = count(summary(report.findings)["errors"], "finding")
        raise FindingsError(f"{to_mend} to mend first; nothing was written")


def report_json(report: BuildReport) -> dict[str, object]:
    """What `--format json` prints beside the findings: sizes in bytes, paths relative to `dist`."""
    return {
        "project": report.manifest.project,
        "dist": str(report.dist),
        "written": report.written,
        "artifacts": [
            {
                "path": item.file,
                "events": list(item.events),
                "bytes": item.size,
                "limit": item.limit,
                "sha256": item.sha256,
            }
            for item in report.measured
        ],
        "notes": list(report.notes),
    }


def _print_table(report: BuildReport) -> None:
    """Below the findings: what stands at the bottom of a terminal is what is read."""
    console = make_console()
    for note in report.notes:
        console.print(f"note: {visible(note)}", soft_wrap=True)
    console.print(build_table(report, ascii_only="utf" not in console.encoding.lower()))
    console.print(closing_line(report), soft_wrap=True)
