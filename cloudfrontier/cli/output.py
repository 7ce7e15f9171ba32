"""How commands show what they found: for people with the line and a caret, for machines as JSON, for GitHub.

Text from files and findings is never read as markup, and control characters in it are made visible: what a
project's file holds must not be able to steer somebody's terminal.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from cloudfrontier.cloudfront.finding import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cloudfrontier.cloudfront.finding import Finding

__all__ = [
    "FORMATS",
    "Format",
    "count",
    "finding_text",
    "findings_json",
    "github_annotation",
    "make_console",
    "summary",
    "visible",
]

Format = Literal["text", "json", "github"]
FORMATS: tuple[Format, ...] = ("text", "json", "github")

STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan"}
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
WIDEST_EXCERPT = 96
GITHUB_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def make_console(*, stderr: bool = False) -> Console:
    """A console that colours only on a terminal (NO_COLOR is respected) and changes no text."""
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def visible(text: str) -> str:
    """The text with every control character as a middle dot; a tab is one column, as editors count it."""
    return CONTROL.sub("·", text.replace("\t", " "))


def count(number: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def summary(findings: Iterable[Finding]) -> dict[str, int]:
    """How many there are of each severity: `{"errors", "warnings", "notes"}`."""
    counted = Counter(finding.severity for finding in findings)
    return {f"{severity}s": counted[severity] for severity in SEVERITIES}


def findings_json(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Findings as `--format json` prints them; the keys are those of `Finding` and do not change."""
    return [asdict(finding) for finding in findings]


def finding_text(finding: Finding, sources: Mapping[str, str]) -> Text:
    """A finding for people: place, id and reason, the line with a caret, what to do, where AWS says so.

    `sources`: file, as findings name it, to its text.
    """
    text = Text()
    text.append(f"{visible(finding.where)}: ", style="bold")
    text.append(f"{finding.severity} {finding.id}", style=STYLES[finding.severity])
    text.append(f" {visible(finding.message)}\n")
    lines = sources.get(finding.file, "").split("\n")
    if 0 < finding.line <= len(lines):
        _append_excerpt(text, lines[finding.line - 1], finding)
    for label, value in (("do", finding.help), ("see", finding.url)):
        if value:
            text.append(f"  {label}: ", style="dim")
            text.append(f"{visible(value)}\n")
    return text


def github_annotation(finding: Finding) -> str:
    """A workflow command that GitHub shows beside the line.

    Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands (read 2026-11).
    """
    place = f"file={_property(finding.file)}"
    if finding.line:
        place += f",line={finding.line},col={finding.column}"
    message = f"{finding.message}; {finding.help}" if finding.help else finding.message
    level = GITHUB_LEVELS[finding.severity]
    return f"::{level} {place},title={_property(finding.id)}::{_data(message)}"


def _append_excerpt(text: Text, line: str, finding: Finding) -> None:
    """The line, cut around the column where it is long, with a caret below."""
    before = max(0, finding.column - 1)
    start = max(0, before - WIDEST_EXCERPT // 2) if len(line) > WIDEST_EXCERPT else 0
    shown = visible(line.rstrip("\r")[start : start + WIDEST_EXCERPT])
    margin = f"  {finding.line} | "
    text.append(margin, style="dim")
    text.append(f"{shown}\n{' ' * (cell_len(margin) + cell_len(shown[: before - start]))}")
    text.append("^\n", style=STYLES[finding.severity])


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
