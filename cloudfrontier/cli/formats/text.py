"""Findings for people: place, id and reason, the line with a caret, what to do, and where AWS says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from cloudfrontier.cli.output import STYLES, make_console, visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.cli.formats.findings import Findings
    from cloudfrontier.cloudfront.finding import Finding

__all__ = ["finding_text", "print_text"]

WIDEST_EXCERPT = 96
LINE_END = re.compile(r"\r\n|[\n\r]")
"""Where JavaScript, TOML and Python end a line, so that numbers of lines are theirs."""


def print_text(findings: Findings) -> None:
    """Print each of them, an empty line after each."""
    console = make_console()
    for finding in findings.found:
        console.print(finding_text(finding, findings.sources), soft_wrap=True)


def finding_text(finding: Finding, sources: Mapping[str, str]) -> Text:
    """One finding; `sources`: file, as findings name it, to its text."""
    text = Text()
    text.append(f"{visible(finding.where)}: ", style="bold")
    text.append(f"{finding.severity} {finding.id}", style=STYLES[finding.severity])
    text.append(f" {visible(finding.message)}\n")
    lines = LINE_END.split(sources.get(finding.file, ""))
    if 0 < finding.line <= len(lines):
        _append_excerpt(text, lines[finding.line - 1], finding)
    for label, value in (("do", finding.help), ("see", finding.url)):
        if value:
            text.append(f"  {label}: ", style="dim")
            text.append(f"{visible(value)}\n")
    return text


def _append_excerpt(text: Text, line: str, finding: Finding) -> None:
    """The line, cut around the column where it is long, with a caret below."""
    before = max(0, finding.column - 1)
    start = max(0, before - WIDEST_EXCERPT // 2) if len(line) > WIDEST_EXCERPT else 0
    shown = visible(line[start : start + WIDEST_EXCERPT])
    margin = f"  {finding.line} | "
    text.append(margin, style="dim")
    text.append(f"{shown}\n{' ' * (cell_len(margin) + cell_len(shown[: before - start]))}")
    text.append("^\n", style=STYLES[finding.severity])
