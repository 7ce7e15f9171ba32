"""The lines of a trace: wrapped under their own indentation, marked, coloured, and never read as markup."""

from __future__ import annotations

import json
import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.text import Text

from cloudfrontier.cli.output import STYLES, visible
from cloudfrontier.simulator.redaction import Redaction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.simulator.diff import Change

__all__ = ["ASCII", "Marks", "TracePage"]

NAMES = {"headers": "header", "cookies": "cookie", "querystring": "query"}
LONGEST_LOG = 400
NARROWEST_VALUE = 20


@dataclass(frozen=True)
class Marks:
    """How a step is marked: it ran, it did not, it failed; and the arrow of a change."""

    ran: str = "●"
    idle: str = "○"
    failed: str = "✗"
    arrow: str = "→"


ASCII = Marks("*", "-", "x", "->")
"""For terminals that show nothing else."""


@dataclass
class TracePage:
    """Collects lines of at most `width` columns; `hide` redacts what they say."""

    width: int
    hide: Redaction
    marks: Marks = field(default_factory=Marks)
    text: Text = field(default_factory=Text)

    def line(
        self, label: str, value: str = "", *, indent: int = 0, style: str = "", value_style: str = ""
    ) -> None:
        """`label value`, the value redacted, made visible and wrapped in a column of its own."""
        start = " " * indent + label + (" " if label and value else "")
        shown = visible(self.hide.text(value))
        room = max(NARROWEST_VALUE, self.width - len(start))
        first, *rest = textwrap.wrap(shown, room, break_on_hyphens=False) or [""]
        self.text.append(start, style=style)
        self.text.append(f"{first}\n", style=value_style)
        for more in rest:
            self.text.append(f"{' ' * len(start)}{more}\n", style=value_style)

    def step(self, mark: str, name: str, value: str, *, style: str) -> None:
        """One step of the walk: its mark, its name, and what came of it."""
        self.line(f"{mark} {name:<15}", value, style=style)

    def change(self, change: Change) -> None:
        """`+ header x-a: b`, `- cookie c: d`, `~ uri: /a → /b`."""
        shown = self.hide.change(change)
        group, dot, rest = shown.path.partition(".")
        name = visible(f"{NAMES[group]} {rest}" if dot and group in NAMES else shown.path)
        before, after = ((value or "").replace("\n", ", ") for value in (shown.before, shown.after))
        if shown.before is None:
            self.line(f"+ {name}:", after, indent=4, style="green")
        elif shown.after is None:
            self.line(f"- {name}:", before, indent=4, style="red")
        else:
            self.line(f"~ {name}:", f"{before} {self.marks.arrow} {after}", indent=4, style="yellow")

    def logs(self, lines: Iterable[str]) -> None:
        """What the code logged, each line shortened to what it says."""
        for line in lines:
            shown = _readable(line)
            cut = shown if len(shown) <= LONGEST_LOG else f"{shown[:LONGEST_LOG]}..."
            self.line("log:", cut, indent=4, style="dim")

    def finding(self, finding: Finding) -> None:
        """What a return rule found, and what to do about it."""
        label = f"{finding.severity} {finding.id}:"
        self.line(label, finding.message, indent=4, style=STYLES[finding.severity])
        if finding.help:
            self.line("do:", finding.help, indent=6, style="dim")


def _readable(line: str) -> str:
    """Structured logs by level and message, metrics by names and values, anything else as it is."""
    try:
        entry = json.loads(line)
    except ValueError:
        return line
    if not isinstance(entry, dict):
        return line
    if "_aws" in entry:
        return _metrics(entry)
    return f"{entry.get('level', '')} {entry['message']}".strip() if "message" in entry else line


def _metrics(entry: dict[str, object]) -> str:
    """An entry in CloudWatch's embedded metric format; dimensions are strings and lists hold the values."""
    values = {name: value for name, value in entry.items() if isinstance(value, list)}
    return "metrics " + ", ".join(f"{name} {', '.join(map(str, value))}" for name, value in values.items())
