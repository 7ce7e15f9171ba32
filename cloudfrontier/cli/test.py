"""`cloudfrontier test`: runs cases, tells what differs, and writes a report or what is accepted."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cloudfrontier.cli.format_option import format_option
from cloudfrontier.cli.output import count, make_console, visible
from cloudfrontier.cli.project_options import project_option
from cloudfrontier.errors import FindingsError, UsageError
from cloudfrontier.project.loading import find
from cloudfrontier.testing.cases import CaseRunner, read_cases
from cloudfrontier.testing.cases.junit import junit_xml
from cloudfrontier.testing.cases.selection import selector
from cloudfrontier.testing.cases.updating import accept
from cloudfrontier.testing.edge_host import EdgeHost

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from cloudfrontier.testing.cases import Case, CaseResult

__all__ = ["test"]

CASES = "cases"
"""The folder beside edge.toml that is searched when no path is given."""

_MARKS = {"passed": ("ok", "green"), "failed": ("FAILED", "bold red"), "skipped": ("skipped", "yellow")}


@click.command
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@project_option
@click.option(
    "--dist",
    type=click.Path(path_type=Path),
    help="Test what `build` wrote there; by default the project is built into a temporary folder.",
)
@click.option("-k", "expression", metavar="WORDS", help="Only cases so named: `redirect and not old`.")
@click.option("--function", default="", metavar="NAME", help="What gets events that name nothing.")
@click.option("--update", is_flag=True, help="Accept what is seen: write it into the files.")
@click.option("--junit", type=click.Path(path_type=Path), metavar="FILE", help="Write a JUnit report.")
@format_option
@click.option("-q", "--quiet", is_flag=True, help="Print what failed only (text).")
@click.option("--remote", is_flag=True, help="Also run events on AWS's TestFunction; list the differences.")
@click.option("--profile", metavar="NAME", help="Profile of the AWS configuration (--remote).")
def test(paths: tuple[Path, ...], **options: Any) -> None:
    """Run cases: requests or events with what is expected of them.

    PATHS are files that end in .toml, .json or .csv, and folders of them; by default the folder `cases`
    beside edge.toml. docs/testing.md describes them.

    Exit code 1 when a case fails, or when AWS answers otherwise than this machine; 2 when a file is no
    case.
    """
    start = time.perf_counter()
    cases = _chosen(paths, options)
    with EdgeHost(options["project"], dist=options["dist"]) as host:
        runner = CaseRunner(host)
        results = [runner.run(case) for case in cases]
        if options["remote"]:
            results = _compared(host, runner, results, profile=options["profile"])
    accepted = accept(results) if options["update"] else ()
    if options["junit"]:
        _write(options["junit"], junit_xml(results))
    seconds = time.perf_counter() - start
    if options["form"] == "json":
        click.echo(json.dumps([_plain(result) for result in results], indent=2, default=str))
    else:
        _print(results, accepted, seconds, quiet=options["quiet"])
    failed = [result for result in results if result.outcome == "failed" and result not in accepted]
    if failed:
        raise FindingsError(f"{count(len(failed), 'case')} failed")


def _compared(
    host: EdgeHost, runner: CaseRunner, results: list[CaseResult], *, profile: str | None
) -> list[CaseResult]:
    """The results with what AWS says of them."""
    from cloudfrontier.cli.deployment import Surroundings  # noqa: PLC0415 - only --remote talks to AWS
    from cloudfrontier.cli.test_remote import compare_with_aws  # noqa: PLC0415 - same

    surroundings = click.get_current_context().find_object(Surroundings) or Surroundings()
    compared, notes = compare_with_aws(host, runner, results, surroundings=surroundings, profile=profile)
    for note in notes:
        click.echo(f"note: {visible(note)}", err=True)
    return compared


def _chosen(paths: tuple[Path, ...], options: dict[str, Any]) -> list[Case]:
    """The cases to run.

    Raises:
        UsageError: there are none.
    """
    searched = paths or (_beside(find(options["project"])),)
    cases = read_cases(searched, function=options["function"])
    if options["expression"] is None:
        return list(cases)
    chosen = list(filter(selector(options["expression"]), cases))
    if not chosen:
        raise UsageError(f"-k {options['expression']!r}: none of {count(len(cases), 'case')} is so named")
    return chosen


def _beside(project: Path) -> Path:
    folder, here = project.absolute().parent / CASES, Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def _print(
    results: Sequence[CaseResult], accepted: Sequence[CaseResult], seconds: float, *, quiet: bool
) -> None:
    console = make_console()
    for result in results:
        is_accepted = result in accepted
        if result.outcome == "failed" or is_accepted or not quiet:
            _print_result(console, result, is_accepted=is_accepted)
    totals = Counter("accepted" if result in accepted else result.outcome for result in results)
    told = ", ".join(f"{number} {what}" for what, number in sorted(totals.items()))
    console.print(f"{told} in {seconds:.2f} s", soft_wrap=True)


def _print_result(console: Console, result: CaseResult, *, is_accepted: bool) -> None:
    word, style = ("accepted", "cyan") if is_accepted else _MARKS[result.outcome]
    console.print(f"{word:<8}", style=style, end=" ")
    why = f": {visible(result.why)}" if result.outcome == "skipped" else ""
    console.print(f"{visible(result.case.name)}  ({result.case.where}){why}", soft_wrap=True)
    if result.outcome != "failed" or is_accepted:
        return
    for line in result.told:
        for part in line.splitlines():
            console.print(f"    {visible(part)}", style="red", soft_wrap=True)
    for line in result.explained.splitlines():
        console.print(f"      {visible(line)}", style="dim", soft_wrap=True)


def _plain(result: CaseResult) -> dict[str, Any]:
    where = result.case.where
    return {
        "name": result.case.name,
        "file": where.shown,
        "line": where.line,
        "outcome": result.outcome,
        "why": list(result.told),
        "seconds": round(result.seconds, 4),
    }


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--junit {path}: {error.strerror}") from error
