"""Reads what a zip holds and what is wrong with it, without unpacking anything.

1. Names may lead out of the folder that they are unpacked into, stand twice, or be links: what becomes of
   them depends on who unpacks.
2. Lambda keeps the permissions of an entry, and runs the function as another user than its owner.
"""

from __future__ import annotations

import re
import stat
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, BinaryIO, Literal

from cloudfrontier.rules.bundle.archive.directory import NotZipError, find_directory
from cloudfrontier.rules.bundle.archive.zip_files import BROKEN, METHODS, ZipFiles
from cloudfrontier.rules.bundle.files import NO_FILES, Files

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "MOST_DIRECTORY",
    "MOST_ENTRIES",
    "Archive",
    "ArchiveFault",
    "FaultKind",
    "NotZipError",
    "read_archive",
]

MOST_ENTRIES = 50_000
MOST_DIRECTORY = 16 * 1024 * 1024
"""Entries, and bytes of their list, that are read. Ours: AWS names no limit; the simulator has the same."""

METHOD_NAMES = {9: "deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "xz", 98: "PPMd"}
"""Source: APPNOTE.TXT 6.3.10, 4.4.5."""

OUTSIDE = re.compile(r"^/|^.:|\\|(?:^|/)\.\.(?:/|$)")
"""Absolute, with a drive, with a backslash (which separates folders for some), or through `..`."""
ENTRY_MARK = b"PK\x01\x02"
UNIX = 3
READ_BY_OTHERS = 0o004
SEARCH_BY_OTHERS = 0o005

FaultKind = Literal["no files", "damaged", "encrypted", "method", "outside", "link", "special", "twice"]


@dataclass(frozen=True)
class ArchiveFault:
    """`name`: the entry, empty for the archive as a whole; `detail`: what else is known."""

    kind: FaultKind
    name: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Archive:
    """`size` of the zip and `unzipped` size of what it says that it holds, in bytes.

    closed: entries that only their owner may read. unread: why entries were not looked at.
    """

    files: Files = NO_FILES
    size: int = 0
    unzipped: int = 0
    faults: tuple[ArchiveFault, ...] = ()
    closed: tuple[str, ...] = ()
    unread: Mapping[str, str] = field(default_factory=dict)


def read_archive(file: BinaryIO, size: int) -> Archive:
    """What the zip holds; the file stays open as long as its files are read.

    Raises:
        NotZipError: it is no zip.
    """
    directory = find_directory(file, size)
    if directory.entries > MOST_ENTRIES or directory.size > MOST_DIRECTORY or _has_more(file, size):
        reason = (
            f"it lists more than {MOST_ENTRIES:,} entries, or takes more than {MOST_DIRECTORY:,} bytes for it"
        )
        return Archive(size=size, unread={"": reason})
    try:
        opened = zipfile.ZipFile(file)
        entries = opened.infolist()
    except BROKEN as error:
        raise NotZipError("its list of entries is damaged") from error
    files = {_plain(entry.filename): entry for entry in entries if not entry.is_dir()}
    faults = tuple(fault for entry in entries for fault in _faults(entry))
    whole = () if files else (ArchiveFault("no files"),)
    return Archive(
        ZipFiles(opened, files),
        size,
        sum(entry.file_size for entry in entries),
        (*whole, *faults, *_twice(entries)),
        tuple(dict.fromkeys(_plain(entry.filename) for entry in entries if _is_closed(entry))),
    )


def _plain(name: str) -> str:
    """The name as it is unpacked: some write `./app.py`."""
    if "./" not in name and "//" not in name and not name.startswith("/"):
        return name
    return "/".join(part for part in name.split("/") if part not in {"", "."})


def _has_more(file: BinaryIO, size: int) -> bool:
    """Whether there are more entries at the end of the archive than its end says."""
    file.seek(max(0, size - MOST_DIRECTORY))
    return file.read(MOST_DIRECTORY).count(ENTRY_MARK) > MOST_ENTRIES


def _faults(entry: zipfile.ZipInfo) -> Iterator[ArchiveFault]:
    """What is wrong with one entry by itself."""
    name, kind = entry.filename, stat.S_IFMT(entry.external_attr >> 16)
    if OUTSIDE.search(name) or not (name.strip("./") or entry.is_dir()):
        yield ArchiveFault("outside", name)
    if entry.create_system == UNIX and kind == stat.S_IFLNK:
        yield ArchiveFault("link", name)
    elif entry.create_system == UNIX and kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        yield ArchiveFault("special", name)
    if entry.flag_bits & 1:
        yield ArchiveFault("encrypted", name)
    elif entry.compress_type not in METHODS:
        known = METHOD_NAMES.get(entry.compress_type, f"method {entry.compress_type}")
        yield ArchiveFault("method", name, known)


def _twice(entries: list[zipfile.ZipInfo]) -> Iterator[ArchiveFault]:
    """Names that stand twice, and files that are folders too."""
    seen: set[str] = set()
    names = [_plain(entry.filename) for entry in entries if not entry.is_dir()]
    nearest = {_plain(entry.filename).rstrip("/").rpartition("/")[0] for entry in entries}
    folders = {part for folder in nearest for part in accumulate(folder.split("/"), "{}/{}".format)}
    for name in names:
        if name in seen:
            yield ArchiveFault("twice", name)
        elif name in folders:
            yield ArchiveFault("twice", name, "folder")
        seen.add(name)


def _is_closed(entry: zipfile.ZipInfo) -> bool:
    mode = stat.S_IMODE(entry.external_attr >> 16)
    needed = SEARCH_BY_OTHERS if entry.is_dir() else READ_BY_OTHERS
    return entry.create_system == UNIX and mode != 0 and mode & needed != needed
