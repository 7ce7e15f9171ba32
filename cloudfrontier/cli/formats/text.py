"""Findings for people: place, id and reason, the line with a caret, what to do, and where AWS says so."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from cloudfrontier.cli.output import STYLES, make_console, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cloudfrontier.cli.formats.findings import Findings
    from cloudfrontier.cloudfront.finding import Finding, Severity

    Kind = tuple[str, str, Severity]

__all__ = ["finding_text", "print_text"]

WIDEST_EXCERPT = 96
SHOWN = 5
MANY = 8
"""Of more findings than `MANY` of one rule in one file, only `SHOWN` are written out."""
LINE_END = re.compile(r"\r\n|[\n\r]")
"""Where JavaScript, TOML and Python end a line, so that numbers of lines are theirs."""


def print_text(findings: Findings) -> None:
    """Print each of them, an empty line after each; of many of a kind in a file, the lines of the rest."""
    console = make_console()
    kinds = Counter(map(kind_of, findings.found))
    shown: Counter[Kind] = Counter()
    rest: defaultdict[Kind, list[int]] = defaultdict(list)
    for finding in findings.found:
        kind = kind_of(finding)
        shown[kind] += 1
        if shown[kind] <= SHOWN or kinds[kind] <= MANY:
            console.print(finding_text(finding, findings.sources), soft_wrap=True)
        else:
            rest[kind].append(finding.line)
            if shown[kind] == kinds[kind]:
                console.print(rest_text(kind, rest[kind]), soft_wrap=True)


def kind_of(finding: Finding) -> Kind:
    """What findings have in common that may be said once; those of no line have nothing."""
    return finding.file, finding.id if finding.line else finding.message, finding.severity


def rest_text(kind: Kind, lines: Sequence[int]) -> Text:
    """How many more there are of a kind, and in which lines."""
    file, rule, severity = kind
    text = Text()
    text.append(f"{visible(file)}: ", style="bold")
    text.append(f"{severity} {rule}", style=STYLES[severity])
    text.append(f" {len(lines)} more like these, in lines {ranges(lines)}; `--format json` has all\n")
    return text


def ranges(lines: Iterable[int]) -> str:
    """`187-243, 250`: sorted numbers, neighbours as one range."""
    found: list[list[int]] = []
    for line in sorted(set(lines)):
        if found and line == found[-1][1] + 1:
            found[-1][1] = line
        else:
            found.append([line, line])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in found)


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
