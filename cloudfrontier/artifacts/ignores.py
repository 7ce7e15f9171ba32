"""Takes out of the findings what `[[ignore]]` of edge.toml names, and says which entries name nothing.

1. An entry names a rule and a file; the file is one that findings name, seen from the folder of edge.toml.
2. What is ignored is counted and kept with its reason: it is never lost from sight altogether.
3. An id that no rule has is a mistake of the project's; an entry that ignores nothing is a finding.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.finding import Finding, Ignored
from cloudfrontier.errors import ProjectError
from cloudfrontier.rules.notices import UNUSED_IGNORE
from cloudfrontier.rules.registry import ALL_RULES, nearest_ids

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.errors import Problem
    from cloudfrontier.project import LoadedProject

__all__ = ["take_ignored"]


def take_ignored(
    loaded: LoadedProject, findings: Iterable[Finding], *, everything_ran: bool
) -> tuple[tuple[Finding, ...], tuple[Ignored, ...]]:
    """What is left of the findings, sorted, and what is ignored.

    `everything_ran`: no kind of check was left out, so that an entry without a finding is one too many.

    Raises:
        ProjectError: entries name rules that there are not; all of them.
    """
    entries = loaded.project.ignore
    if problems := tuple(_unknown_rules(loaded)):
        raise ProjectError(problems)
    left: list[Finding] = []
    ignored: list[Ignored] = []
    used: set[int] = set()
    for finding in sorted(findings, key=lambda item: item.sort_key):
        names = _names(finding, loaded.root)
        fitting = [
            index
            for index, entry in enumerate(entries)
            if entry.rule == finding.id and any(fnmatchcase(name, entry.file) for name in names)
        ]
        used.update(fitting)
        if fitting:
            ignored.append(Ignored(finding, entries[fitting[0]].reason))
        else:
            left.append(finding)
    if everything_ran:
        left += _unused(loaded, used)
    return tuple(sorted(left, key=lambda item: item.sort_key)), tuple(ignored)


def _unknown_rules(loaded: LoadedProject) -> Iterable[Problem]:
    for index, entry in enumerate(loaded.project.ignore):
        if entry.rule not in ALL_RULES:
            near = nearest_ids(entry.rule)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            message = f"there is no rule {entry.rule}{hint} (`cloudfrontier explain` lists all)"
            yield loaded.problem(("ignore", index, "rule"), message)


def _names(finding: Finding, root: Path) -> tuple[str, ...]:
    """The file as the finding names it, and as edge.toml would."""
    path = Path(finding.file).absolute()
    inside = (path.relative_to(root).as_posix(),) if path.is_relative_to(root) else ()
    return (finding.file, *inside)


def _unused(loaded: LoadedProject, used: set[int]) -> Iterable[Finding]:
    for index, entry in enumerate(loaded.project.ignore):
        if index not in used:
            place = loaded.where(("ignore", index))
            yield UNUSED_IGNORE.finding(
                loaded.shown,
                f"nothing is ignored by this entry: no finding of {entry.rule} in {entry.file!r}",
                place=place,
                do="take it out, or correct the pattern of the file",
            )
