"""Unpacks a handler's zip as Lambda does, and lets nothing out of the folder: zips come from elsewhere too.

What is unpacked is read-only, as `/var/task` is. No name may lead out, no link is made, and what is written
is counted as it is written, whatever the archive says of its own sizes.
"""

from __future__ import annotations

import hashlib
import stat
import zipfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import UNZIPPED
from cloudfrontier.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["unpack"]

_CHUNK = 1024**2
_MOST_FILES = 50_000
"""Ours: an archive of empty files is a bomb too, and no handler comes near."""


def unpack(archive: Path, folder: Path, *, sha256: str) -> None:
    """Unpack the archive into the folder, which is made.

    Raises:
        UsageError: it is not there, has another digest than the manifest says, or cannot be unpacked safely.
    """
    try:
        with archive.open("rb") as file:
            seen = hashlib.file_digest(file, "sha256").hexdigest()
            if seen != sha256:
                raise UsageError(f"{archive}: sha256 is {seen}, the manifest says {sha256}; build again")
            with zipfile.ZipFile(file) as opened:
                _extract(opened, folder, str(archive))
    except FileNotFoundError:
        raise UsageError(f"{archive}: not found; run `cloudfrontier build` again") from None
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError) as error:
        # RuntimeError is what zipfile raises for an encrypted file, NotImplementedError for a method it lacks
        raise UsageError(f"{archive}: cannot be unpacked: {error}") from error


def _extract(opened: zipfile.ZipFile, folder: Path, name: str) -> None:
    folder.mkdir(parents=True)
    left = UNZIPPED.value
    for info, target in _targets(opened, name):
        path = folder / target
        if info.is_dir():
            path.mkdir(parents=True, exist_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        with opened.open(info) as source, path.open("xb") as out:
            while chunk := source.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise UsageError(
                        f"{name}: unpacks to more than {UNZIPPED}, which is all that Lambda takes"
                    )
                out.write(chunk)
        path.chmod(0o555 if info.external_attr >> 16 & stat.S_IXUSR else 0o444)
    for made in (folder, *folder.rglob("*")):
        if made.is_dir():
            made.chmod(0o555)


def _targets(opened: zipfile.ZipFile, name: str) -> Iterator[tuple[zipfile.ZipInfo, PurePosixPath]]:
    entries = opened.infolist()
    if len(entries) > _MOST_FILES:
        raise UsageError(f"{name}: has {len(entries):,} files, expected at most {_MOST_FILES:,}")
    for info in entries:
        target = PurePosixPath(info.filename)
        # a backslash is a separator to some that unpack zips, and so leads out of their folder
        if target.is_absolute() or ".." in target.parts or "\\" in info.filename or not target.parts:
            raise UsageError(f"{name}: {info.filename!r} leads out of the archive")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise UsageError(f"{name}: {info.filename!r} is a link; put the file itself into the archive")
        yield info, target
