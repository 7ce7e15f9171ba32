"""docs/fidelity.md: what the simulator does as CloudFront does, how that is known, and what it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cli.reference.markdown import NOTICE, link, table
from cloudfrontier.simulator.fidelity import BEHAVIOURS, GAPS, THEMES

if TYPE_CHECKING:
    from cloudfrontier.simulator.fidelity import Behaviour, Theme

__all__ = ["fidelity_page"]

INTRODUCTION = """\
What the simulator does as CloudFront does: each behaviour with the page of AWS's that says so, the month of
the copy that was read, and the test that pins it, below `tests/cloudfrontier`. *Seen* means that people saw
CloudFront do it and that nobody promised it; *open* means that AWS does not say, and that the stricter
reading is the default: the option that chooses otherwise stands beside it, where there is one.

{count} behaviours are pinned; {gaps} are [not simulated](#not-simulated)."""

_WORDS = {"documented": "", "observed": "seen", "uncertain": "open"}


def fidelity_page() -> str:
    """The whole page."""
    count = INTRODUCTION.format(count=len(BEHAVIOURS), gaps=len(GAPS))
    parts = [NOTICE, "# Fidelity", count]
    for theme in THEMES:
        parts += [f"## {theme.title}", _table(theme)]
    rows = ((gap.says, gap.reason, link(gap.source)) for gap in GAPS)
    parts += ["## Not simulated", table(("what CloudFront does", "why it is left out", "source"), rows)]
    return "\n\n".join(parts) + "\n"


def _table(theme: Theme) -> str:
    return table(("behaviour", "", "source", "pinned by"), map(_row, theme.behaviours))


def _row(behaviour: Behaviour) -> tuple[str, str, str, str]:
    standing = "; ".join(filter(None, (_WORDS[behaviour.standing], behaviour.option)))
    return behaviour.says, standing, link(behaviour.source), f"`{behaviour.test}`"
