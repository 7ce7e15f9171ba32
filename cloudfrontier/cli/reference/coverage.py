"""docs/coverage.md: every restriction of AWS's that is known, and what holds to it here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cli.reference.markdown import NOTICE, link, table
from cloudfrontier.rules.coverage import COVERAGE, EDGE_TOML

if TYPE_CHECKING:
    from cloudfrontier.rules.coverage import Restriction, Section

__all__ = ["coverage_page"]

INTRODUCTION = """\
What AWS restricts, as far as it is documented or was seen, and the rule that holds to it. `edge.toml` in the
place of a rule means that a project file which breaks the restriction is refused when it is read. Where
nothing can be checked before a deployment, the reason is given instead.

{checked} of {all} restrictions are checked."""


def coverage_page() -> str:
    """The whole page."""
    rows = [row for section in COVERAGE for row in section.rows]
    checked = sum(bool(row.rules) for row in rows)
    parts = [NOTICE, "# Coverage", INTRODUCTION.format(checked=checked, all=len(rows))]
    for section in COVERAGE:
        parts += [f"## {section.title}", _table(section)]
    return "\n\n".join(parts) + "\n"


def _table(section: Section) -> str:
    return table(
        ("restriction", "checked by", "source"),
        [(row.says, _holds(row), link(row.source)) for row in section.rows],
    )


def _holds(row: Restriction) -> str:
    rules = ", ".join(
        f"`{rule}`" if rule == EDGE_TOML else f"[{rule}](rules.md#{rule.lower()})" for rule in row.rules
    )
    return " ".join(filter(None, (rules, row.reason and f"*{row.reason}*")))
