"""From the paths of a command line to what is checked: functions, packages, projects.

1. A folder with an edge.toml is a project, wherever it is met; any other folder is searched for `.js` files.
2. Folders that begin with a dot and `node_modules` are left out, and links to folders are not followed: a
   folder is searched once, however links are tied into loops.
3. A file that is named is checked whatever it is called; a file that is found is checked if it ends in `.js`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cloudfrontier.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Target", "TargetKind", "find_targets"]

TargetKind = Literal["function", "package", "project"]

LEFT_OUT = frozenset({"node_modules", "__pycache__"})
NOT_CHECKED = {
    ".json": "a distribution's configuration is named with `--distribution`",
    ".py": "a Lambda@Edge handler is checked as its zip, or through the edge.toml that names it",
}


@dataclass(frozen=True)
class Target:
    """One thing to check; for a project the path of its edge.toml."""

    kind: TargetKind
    path: Path


def find_targets(paths: Iterable[Path]) -> tuple[Target, ...]:
    """What the paths stand for, each once, in the order in which they are named.

    Raises:
        UsageError: a path does not exist, is of a kind that is not checked, or holds nothing to check; all of
            them are named.
    """
    found: dict[Target, None] = {}
    problems = []
    for path in paths:
        try:
            found |= dict.fromkeys(_targets(path))
        except UsageError as error:
            problems.append(str(error))
    if problems:
        raise UsageError("\n".join(problems))
    return tuple(found)


def _targets(path: Path) -> tuple[Target, ...]:
    if not os.path.lexists(path):
        raise UsageError(f"{path}: not found")
    if not path.is_dir():
        return (_file(path),)
    targets = tuple(_search(path))
    if not targets:
        raise UsageError(f"{path}: nothing to check; expected an edge.toml or `.js` files in it")
    return targets


def _file(path: Path) -> Target:
    suffix = path.suffix.lower()
    if suffix in NOT_CHECKED:
        raise UsageError(f"{path}: {NOT_CHECKED[suffix]}")
    kinds: dict[str, TargetKind] = {".zip": "package", ".toml": "project"}
    return Target(kinds.get(suffix, "function"), path)


def _search(folder: Path) -> Iterator[Target]:
    """Depth first, in the order of names; a folder that cannot be listed ends the command."""
    from cloudfrontier.project.loading import FILE_NAME  # noqa: PLC0415 - a single file needs no project

    for root, folders, files in os.walk(folder, onerror=_refuse):
        if FILE_NAME in files:
            yield Target("project", Path(root, FILE_NAME))
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if name not in LEFT_OUT and not name.startswith("."))
        yield from (Target("function", Path(root, name)) for name in sorted(files) if name.endswith(".js"))


def _refuse(error: OSError) -> None:
    reason = (error.strerror or "no reason given").lower()
    raise UsageError(f"{error.filename}: this folder cannot be searched: {reason}") from None
