"""The table at the end of a build: each artefact, its size, its limit, and how much room is left.

It fits 80 columns, which is what pipes and CI logs are given; events stand below one another for that.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from cloudfrontier.artifacts.places import shown
from cloudfrontier.cli.formats import summary
from cloudfrontier.cli.output import count

if TYPE_CHECKING:
    from cloudfrontier.artifacts.report import BuildReport, Measured

__all__ = ["build_table", "closing_line"]

BAR = 8
SHORT_DIGEST = 8
LITTLE, SOME = 0.1, 0.25
"""Shares of the limit below which the room left is red, and yellow."""


def build_table(report: BuildReport, *, ascii_only: bool = False) -> Table:
    """The table; `ascii_only` for terminals whose encoding has no blocks."""
    table = Table(box=None if ascii_only else box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("artefact", overflow="fold")
    table.add_column("events", no_wrap=True)
    table.add_column("bytes", justify="right", no_wrap=True)
    table.add_column("limit", justify="right", no_wrap=True)
    table.add_column("headroom", no_wrap=True)
    table.add_column("sha256", no_wrap=True)
    for item in report.measured:
        table.add_row(
            Text(PurePosixPath(item.file).name),
            Text("\n".join(item.events) or "none"),
            f"{item.size:,}",
            _unit(item.limit),
            _headroom(item, "#-" if ascii_only else "█░"),
            item.sha256[:SHORT_DIGEST],
        )
    return table


def closing_line(report: BuildReport) -> Text:
    """What was built, where it is, how long it took, and how many findings there are."""
    functions, handlers = len(report.manifest.functions), len(report.manifest.handlers)
    what = f"{count(functions, 'function')}, {count(handlers, 'handler')}"
    found = [count(number, name[:-1]) for name, number in summary(report.findings).items() if number]
    where = f"{shown(report.dist)}/ written" if report.written else "nothing written"
    return Text(f"{where}: {what}; {', '.join(found) or 'no findings'}; {report.seconds:.2f} s")


def _headroom(item: Measured, blocks: str) -> Text:
    left = max(0.0, item.headroom)
    full = round(left * BAR)
    style = "red" if left < LITTLE else "yellow" if left < SOME else "green"
    bar = Text(blocks[0] * full + blocks[1] * (BAR - full), style=style)
    # rounded down: `100 %` would say that nothing was used
    return bar.append(f" {int(left * 100):>2} %" if item.headroom >= 0 else " over", style="")


def _unit(size: int) -> str:
    """`10 KB`, `50 MB`: limits are round in one of the two."""
    return f"{size // 1024**2} MB" if size % 1024**2 == 0 else f"{size / 1024:g} KB"
