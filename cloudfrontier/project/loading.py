"""The way in: finds edge.toml, reads, decodes and checks it, and tells every mistake at its place."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cloudfrontier.errors import Problem, ProjectError, UsageError
from cloudfrontier.project.decode import decode
from cloudfrontier.project.model import Project
from cloudfrontier.project.positions import Positions, locate
from cloudfrontier.project.references import check, notes
from cloudfrontier.project.toml_source import read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.project.mistake import Mistake
    from cloudfrontier.project.positions import KeyPath, Place

__all__ = ["FILE_NAME", "LoadedProject", "find", "load"]

FILE_NAME = "edge.toml"
_MOST_PROBLEMS = 500
"""More than anybody reads; the rest is counted."""


@dataclass(frozen=True)
class LoadedProject:
    """A project without mistakes, and where everything in it stands.

    `root` is the absolute folder that the paths in it are relative to; `shown` is how messages call the file;
    `notes` are worth a look but wrong in nothing, such as a function that no behavior names.
    """

    project: Project
    root: Path
    file: Path
    shown: str
    positions: Positions = field(repr=False)
    notes: tuple[Problem, ...] = ()

    def where(self, path: KeyPath) -> Place:
        """Line and column of the value at `("functions", "old", "source")`, or of its nearest parent."""
        return self.positions.value(path)

    def problem(self, path: KeyPath, message: str) -> Problem:
        """A problem at that place, for whoever finds one later, such as a key file that holds no key."""
        return Problem(self.shown, *self.where(path), message)


def find(path: Path | None = None, *, cwd: Path | None = None) -> Path:
    """The project file: `path` itself, the one in the folder `path`, or the nearest one at or above `cwd`.

    Raises:
        UsageError: no folder has one; a `path` that is no folder is taken as it is.
    """
    if path is not None and not path.is_dir():
        return path
    if path is not None:
        if (path / FILE_NAME).exists():
            return path / FILE_NAME
        raise UsageError(f"{path}: no {FILE_NAME} in this folder; name another, or the file itself")
    start = (cwd or Path.cwd()).absolute()
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    raise UsageError(f"no {FILE_NAME} in {start} or above it; name one, or change to a project's folder")


def load(path: Path | None = None, *, cwd: Path | None = None) -> LoadedProject:
    """The project of a file, of a folder that has an edge.toml, or of the nearest folder above that has one.

    Raises:
        ProjectError: the file cannot be read, or holds mistakes: all of them, in its order.
        UsageError: the folder, and those above it, have no edge.toml.
    """
    file = find(path, cwd=cwd)
    shown = _shown(file, (cwd or Path.cwd()).absolute())
    root = file.absolute().parent
    source = read(file, shown=shown)
    draft, mistakes = decode(source.data)
    found = (*mistakes, *check(draft, root=root))
    positions = locate(source.text)
    if found:
        raise ProjectError(_problems(found, positions, shown))
    return LoadedProject(
        project=draft.project,
        root=root,
        file=file,
        shown=shown,
        positions=positions,
        notes=_problems(notes(draft, root=root), positions, shown),
    )


def _problems(mistakes: Iterable[Mistake], positions: Positions, shown: str) -> tuple[Problem, ...]:
    """Each mistake once, in the order of the file."""
    placed = {(_place(mistake, positions), mistake.message): mistake for mistake in mistakes}
    told = [Problem(shown, *key[0], placed[key].told()) for key in sorted(placed)[:_MOST_PROBLEMS]]
    if len(placed) > _MOST_PROBLEMS:
        left = f"{len(placed) - _MOST_PROBLEMS} more mistakes from here on"
        told.append(replace(told[-1], message=left))
    return tuple(told)


def _place(mistake: Mistake, positions: Positions) -> Place:
    return positions.key(mistake.path) if mistake.at_key else positions.value(mistake.path)


def _shown(file: Path, cwd: Path) -> str:
    """The file as seen from the current folder if it is below it, or else as it was named."""
    absolute = file.absolute()
    return str(absolute.relative_to(cwd) if absolute.is_relative_to(cwd) else file)
