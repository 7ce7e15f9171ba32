"""Which files a project is made of, and what a change of one means: build anew, or ask origins again."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import Change, DefaultFilter, awatch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cloudfrontier.project import LoadedProject
    from cloudfrontier.simulator.configured import Configured

__all__ = ["Watched", "watch", "watched"]

_QUIET_MS = 40
"""No change for this long ends a batch; editors write a file in several steps."""
_LONGEST_BATCH_MS = 250


@dataclass(frozen=True)
class Watched:
    """`root` is the project's folder, `sites` are folders that stand for buckets, `left_out` is not ours.

    `beside` are files of a distribution configuration, wherever they are.
    """

    root: Path
    sites: tuple[Path, ...]
    left_out: tuple[Path, ...]
    beside: tuple[Path, ...] = ()

    def is_site_only(self, paths: Iterable[Path]) -> bool:
        """Whether nothing was changed but objects of an origin."""
        return all(any(path.is_relative_to(site) for site in self.sites) for path in paths)

    def is_ours(self, path: Path) -> bool:
        """Whether a change of the file can change an answer."""
        return not any(path.is_relative_to(folder) for folder in self.left_out)

    def folders(self) -> tuple[list[Path], list[Path]]:
        """What is watched with all below it, and what without: folders of other tools can be large."""
        ignored = set(DefaultFilter.ignore_dirs)
        inside = [
            entry
            for entry in sorted(self.root.iterdir())
            if entry.is_dir()
            and entry.name not in ignored
            and self.is_ours(entry)
            and not (entry / "pyvenv.cfg").exists()
        ]
        outside = [site for site in self.sites if site.is_dir() and not site.is_relative_to(self.root)]
        alone = [self.root, *{file.parent for file in self.beside}]
        return [*inside, *outside], alone


def watched(loaded: LoadedProject, configured: Configured | None = None) -> Watched:
    """What there is to watch of a project, and of a configuration in the place of its distribution."""
    project, root = loaded.project, loaded.root.resolve()
    stands = [origin.simulate for origin in project.origins.values()]
    folders = [item.folder for item in stands if item.folder is not None]
    if configured is not None:
        folders += [text for text in configured.origins.values() if (root / text).is_dir()]
    beside = (configured.file, *configured.policies) if configured else ()
    return Watched(
        root,
        sites=tuple((root / folder).resolve() for folder in folders),
        left_out=(
            (root / project.project.dist).resolve(),
            # Written by the server itself, at every request.
            *((root / item.recording).resolve() for item in stands if item.recording is not None),
        ),
        beside=tuple(path.resolve() for path in beside),
    )


async def watch(look: Watched, changed: Callable[[set[Path]], None], stop: asyncio.Event) -> None:
    """Tell of changes in batches until `stop` is set."""
    below, alone = look.folders()
    filtered = _Filter(look)
    tasks = [
        asyncio.ensure_future(_follow(folders, changed, stop, filtered, recursive=recursive))
        for folders, recursive in ((below, True), (alone, False))
        if folders
    ]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()


async def _follow(
    folders: list[Path],
    changed: Callable[[set[Path]], None],
    stop: asyncio.Event,
    filtered: _Filter,
    *,
    recursive: bool,
) -> None:
    changes = awatch(
        *folders,
        watch_filter=filtered,
        debounce=_LONGEST_BATCH_MS,
        step=_QUIET_MS,
        stop_event=stop,
        recursive=recursive,
        rust_timeout=1000,
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
