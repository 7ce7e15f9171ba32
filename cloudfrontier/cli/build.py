"""`cloudfrontier build`: parses the command line, builds, and prints; what a build is, `artifacts` knows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cloudfrontier.artifacts import pipeline
from cloudfrontier.cli.build_table import build_table, closing_line
from cloudfrontier.cli.output import (
    FORMATS,
    Format,
    count,
    finding_text,
    findings_json,
    github_annotation,
    make_console,
    summary,
    visible,
)
from cloudfrontier.errors import FindingsError
from cloudfrontier.project import load

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
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="For people, for programs, or as annotations of a GitHub workflow.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print findings only (text).")
def build(project: Path | None, *, out: Path | None, check: bool, form: Format, quiet: bool) -> None:
    """Render, bundle and check everything that edge.toml names; write dist/.

    PROJECT is an edge.toml or its folder; if left out, the nearest one at or above the current folder.
    """
    report = pipeline.build(load(project), out=out, write=not check)
    if form == "json":
        click.echo(json.dumps(report_json(report), indent=2))
    elif form == "github":
        for finding in report.findings:
            click.echo(github_annotation(finding))
    else:
        _print_text(report, quiet=quiet)
    if report.has_errors:
        to_mend = count(summary(report.findings)["errors"], "finding")
        raise FindingsError(f"{to_mend} to mend first; nothing was written")


def report_json(report: BuildReport) -> dict[str, object]:
    """The report as `--format json` prints it: sizes in bytes, paths of artefacts relative to `dist`."""
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
        "findings": findings_json(report.findings),
        "summary": summary(report.findings),
        "notes": list(report.notes),
    }


def _print_text(report: BuildReport, *, quiet: bool) -> None:
    """Findings first, the table last: what stands at the bottom of a terminal is what is read."""
    console = make_console()
    for finding in report.findings:
        console.print(finding_text(finding, report.sources), soft_wrap=True)
    if quiet:
        return
    for note in report.notes:
        console.print(f"note: {visible(note)}", soft_wrap=True)
    console.print(build_table(report, ascii_only="utf" not in console.encoding.lower()))
    console.print(closing_line(report), soft_wrap=True)
