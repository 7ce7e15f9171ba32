"""What the sample events cost a function, as a table and as JSON: work, and memory against the limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from cloudfrontier.cli.output import visible
from cloudfrontier.cloudfront.limits import FUNCTION_MEMORY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console

    from cloudfrontier.simulator.sample_runs import SampleReport, SampleRun

__all__ = ["print_runs", "runs_json"]


def print_runs(console: Console, runs: Mapping[str, SampleReport]) -> None:
    """A table for each function: a row for each event, in 80 columns."""
    for file, report in runs.items():
        console.print(Text(f"{visible(file)}, {report.event}", style="bold"), soft_wrap=True)
        console.print(runs_table(report))
    if runs:
        console.print("utilization is an estimate, in points of the time allowed; work is counted, not timed")


def runs_table(report: SampleReport) -> Table:
    """What each run of one function did."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("  sample event", overflow="fold")
    table.add_column("end", no_wrap=True)
    table.add_column("work", justify="right", no_wrap=True)
    table.add_column("utilization", justify="right", no_wrap=True)
    table.add_column("memory", justify="right", no_wrap=True)
    for run in report.runs:
        table.add_row(*_cells(run))
    return table


def runs_json(runs: Mapping[str, SampleReport]) -> dict[str, object]:
    """`{"runs": [{"file", "event", "samples": [...]}]}`; memory in bytes, utilization in points."""
    return {
        "runs": [
            {"file": file, "event": report.event, "samples": [_sample(run) for run in report.runs]}
            for file, report in runs.items()
        ]
    }


def _cells(run: SampleRun) -> tuple[str | Text, ...]:
    share = run.memory_bytes / FUNCTION_MEMORY.value
    work = (f"{run.work.units:,}", f"{run.work.utilization:g}") if run.work else ("", "")
    return (Text(f"  {run.event}"), run.end, *work, f"{run.memory_bytes:,} B {share:3.0%}")


def _sample(run: SampleRun) -> dict[str, object]:
    return {
        "sample": run.event,
        "ordinary": run.ordinary,
        "end": run.end,
        "message": run.message,
        "work": run.work.units if run.work else None,
        "utilization": run.work.utilization if run.work else None,
        "memory_bytes": run.memory_bytes,
    }
