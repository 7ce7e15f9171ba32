"""Gathers a handler in JavaScript: everything in a folder, or in a zip that another tool wrote, as it is.

What such code imports is not followed: whoever has `node_modules` puts it there. Left out are `.git`,
`.DS_Store` and the links in `node_modules/.bin`, which nothing imports; any other link is a mistake, as a zip
for Lambda has none.
"""

from __future__ import annotations

import os
import stat
import zipfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from cloudfrontier.artifacts.places import shown
from cloudfrontier.cloudfront.limits import UNZIPPED
from cloudfrontier.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.project import LoadedProject

__all__ = ["javascript_files"]

_LEFT_OUT = frozenset({".git", ".DS_Store", ".bin"})


class _UnusableError(Exception):
    """The source cannot be put into a zip; the message says why."""


def javascript_files(
    loaded: LoadedProject, name: str, source: str
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Files by their path in the zip, and how findings name them where they stand in the project.

    Raises:
        ProjectError: the source cannot be read, holds links, or is larger than Lambda takes.
    """
    place = loaded.root / source
    try:
        if place.suffix == ".zip":
            return dict(_bounded(_zipped(place))), {}
        found = dict(_bounded(_in_folder(place)))
    except (_UnusableError, OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        # RuntimeError is what zipfile raises for an encrypted file, NotImplementedError for a method it lacks
        reason = error.strerror if isinstance(error, OSError) else error
        problem = loaded.problem(("handlers", name, "source"), f"{source}: {reason}")
        raise ProjectError((problem,)) from None
    return found, {file: shown(place / file) for file in found}


def _bounded(files: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    left = UNZIPPED.value
    for name, data in files:
        left -= len(data)
        if left < 0:
            raise _UnusableError(f"more than {UNZIPPED}, which is all that Lambda takes")
        yield name, data


def _in_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path, folders, files in os.walk(folder):
        folders[:] = sorted(set(folders) - _LEFT_OUT)
        for name in (*folders, *sorted(set(files) - _LEFT_OUT)):
            place = Path(path, name)
            inside = place.relative_to(folder).as_posix()
            if place.is_symlink():
                raise _UnusableError(
                    f"{inside} is a link, and a zip for Lambda has none; copy what it leads to"
                )
            if stat.S_ISREG(place.stat().st_mode):
                yield inside, place.read_bytes()


def _zipped(path: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            target = PurePosixPath(info.filename)
            if target.is_absolute() or ".." in target.parts or "\\" in info.filename:
                raise _UnusableError(f"{info.filename!r} leads out of the zip")
            if stat.S_ISLNK(info.external_attr >> 16):
                raise _UnusableError(f"{info.filename!r} is a link, and a zip for Lambda has none")
            if info.file_size > UNZIPPED.value:
                raise _UnusableError(f"{info.filename!r} is larger than {UNZIPPED}")
            if not info.is_dir():
                yield info.filename, archive.read(info)
