"""Which files a project is made of, and what a change of one means: build anew, or ask origins again."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import Change, DefaultFilter, awatch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cloudfrontier.project import LoadedProject
    from cloudfrontier.simulator.configured import Configured

__all__ = ["Watched", "watch", "watched"]

_QUIET_MS = 40
"""No change for this long ends a batch; editors write a file in several steps."""
_LONGEST_BATCH_MS = 250
_BEAT_MS = 1000
"""How often a watch without news shows that it goes on."""


@dataclass(frozen=True)
class Watched:
    """`root` is the project's folder, `sites` are folders that stand for buckets, `left_out` is not ours.

    `below` are folders that are watched with all in them, `alone` those without: folders of other tools can
    be large. `made` are files that a build writes where there are none.
    """

    root: Path
    sites: tuple[Path, ...]
    left_out: tuple[Path, ...]
    made: tuple[Path, ...]
    below: tuple[Path, ...]
    alone: tuple[Path, ...]

    def is_site_only(self, paths: Iterable[Path]) -> bool:
        """Whether nothing was changed but objects of an origin."""
        return all(any(path.is_relative_to(site) for site in self.sites) for path in paths)

    def is_ours(self, path: Path) -> bool:
        """Whether a change of the file can change an answer."""
        return not any(path.is_relative_to(folder) for folder in self.left_out)

    def changed_since(self, moment: float) -> set[Path]:
        """Files that were written, or moved to where they are, after that Unix time; builds' own aside."""
        wanted = _Filter(self)
        return {
            Path(path)
            for path in self._files()
            if _changed(path) > moment and wanted(Change.modified, path) and Path(path) not in self.made
        }

    def _files(self) -> Iterator[str]:
        for alone in self.alone:
            with os.scandir(str(alone)) as entries:
                yield from (entry.path for entry in entries if entry.is_file())
        for top in self.below:
            for folder, inner, names in os.walk(str(top)):
                inner[:] = [name for name in inner if name not in DefaultFilter.ignore_dirs]
                yield from (f"{folder}/{name}" for name in names)


def watched(loaded: LoadedProject, configured: Configured | None = None) -> Watched:
    """What there is to watch of a project, and of a configuration in the place of its distribution.

    Raises:
        OSError: the project's folder is gone.
    """
    project, root = loaded.project, loaded.root.resolve()
    stands = [origin.simulate for origin in project.origins.values()]
    folders = [item.folder for item in stands if item.folder is not None]
    if configured is not None:
        folders += [text for text in configured.origins.values() if (root / text).is_dir()]
    beside = (configured.file, *configured.policies) if configured else ()
    sites = tuple((root / folder).resolve() for folder in folders)
    left_out = (
        (root / project.project.dist).resolve(),
        # Written by the server itself, at every request.
        *((root / item.recording).resolve() for item in stands if item.recording is not None),
    )
    keys = (*project.auth.keys, *project.auth.origin_keys) if project.auth else ()
    outside = [site for site in sites if not site.is_relative_to(root)]
    parents = {path.resolve().parent for path in (*outside, *beside)} - {root}
    return Watched(
        root,
        sites=sites,
        left_out=left_out,
        made=tuple((root / key.file).resolve() for key in keys if key.create),
        below=(*_own_folders(root, left_out), *(site for site in outside if site.is_dir())),
        alone=(root, *(folder for folder in sorted(parents) if folder.is_dir())),
    )


def _own_folders(root: Path, left_out: tuple[Path, ...]) -> Iterator[Path]:
    """Those at the top that are the project's: not what other tools keep there, nor what we write."""
    for entry in sorted(root.iterdir()):
        is_other = entry.name in DefaultFilter.ignore_dirs or any(map(entry.is_relative_to, left_out))
        if entry.is_dir() and not is_other and not (entry / "pyvenv.cfg").exists():
            yield entry


def _changed(path: str) -> float:
    try:
        return os.stat(path).st_ctime  # noqa: PTH116 - of many files
    except OSError:
        return 0.0  # it has gone meanwhile


async def watch(look: Watched, changed: Callable[[set[Path]], None], stop: asyncio.Event) -> None:
    """Tell of changes in batches until `stop` is set; an empty one tells that watching has begun, or goes on.

    Raises:
        OSError: a folder is gone, or the system watches no more folders.
    """
    try:
        async with asyncio.TaskGroup() as group:
            for folders, recursive in ((look.below, True), (look.alone, False)):
                if folders:
                    group.create_task(_follow(folders, changed, stop, _Filter(look), recursive=recursive))
    except* OSError as errors:
        raise errors.exceptions[0] from None


async def _follow(
    folders: tuple[Path, ...],
    changed: Callable[[set[Path]], None],
    stop: asyncio.Event,
    wanted: _Filter,
    *,
    recursive: bool,
) -> None:
    changes = awatch(
        *folders,
        watch_filter=wanted,
        debounce=_LONGEST_BATCH_MS,
        step=_QUIET_MS,
        stop_event=stop,
        recursive=recursive,
        rust_timeout=_BEAT_MS,
        yield_on_timeout=True,
    )
    async for batch in changes:
        changed({Path(path) for _, path in batch})


class _Filter(DefaultFilter):
    """What editors leave beside files is no change; a log may be our own, in the project's folder."""

    def __init__(self, look: Watched) -> None:
        super().__init__(ignore_entity_patterns=(*DefaultFilter.ignore_entity_patterns, r"\.(log|tmp|out)$"))
        self._look = look

    def __call__(self, change: Change, path: str) -> bool:
        return super().__call__(change, path) and self._look.is_ours(Path(os.path.realpath(path)))
