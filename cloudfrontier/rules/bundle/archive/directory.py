"""Looks at the end of a zip before anybody reads the rest: how many entries it claims, and whether it is one.

`zipfile` reads the whole list of entries into memory, however long the archive says that it is.

Source: APPNOTE.TXT 6.3.10, 4.3.14 to 4.3.16 (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT,
read 2026-11).
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LONGEST_COMMENT", "Directory", "NotZipError", "find_directory"]

END = struct.Struct("<4s4H2LH")
END_MARK = b"PK\x05\x06"
LOCATOR = struct.Struct("<4sLQL")
LOCATOR_MARK = b"PK\x06\x07"
END_64 = struct.Struct("<4sQ2H2L4Q")
END_64_MARK = b"PK\x06\x06"
LONGEST_COMMENT = 0xFFFF

BEGINNINGS = (
    (b"\x1f\x8b", "it is gzip (a .tar.gz?)"),
    (b"BZh", "it is bzip2"),
    (b"\xfd7zXZ", "it is xz"),
    (b"7z\xbc\xaf\x27\x1c", "it is 7z"),
    (b"Rar!", "it is RAR"),
    (b"UEsDB", "it is a zip in base64; the API wants its bytes"),
    (b"PK\x03\x04", "its end is missing: it was cut off"),
    (b"<", "it is HTML or XML, perhaps an error page that was saved"),
    (b"{", "it is JSON"),
)


class NotZipError(Exception):
    """The file is no zip; the message is the reason."""


class Directory(NamedTuple):
    """The most that the end of an archive says: how many entries there are, and the bytes of their list."""

    entries: int
    size: int


def find_directory(file: BinaryIO, size: int) -> Directory:
    """The end of a zip of that size.

    Raises:
        NotZipError: there is none.
    """
    file.seek(max(0, size - END.size - LONGEST_COMMENT))
    tail = file.read(END.size + LONGEST_COMMENT)
    at = _end(tail)
    if at < 0:
        file.seek(0)
        raise NotZipError(_reason(file.read(512), size))
    _, _, _, _, entries, length, _, _ = END.unpack_from(tail, at)
    found = [Directory(entries, length), *_directories_64(file, size - len(tail) + at)]
    return Directory(max(item.entries for item in found), max(item.size for item in found))


def _end(tail: bytes) -> int:
    """Where the record begins that `zipfile` takes for the end, or -1."""
    plain = len(tail) - END.size
    if plain >= 0 and tail.startswith(END_MARK, plain) and tail.endswith(b"\0\0"):
        return plain
    at = tail.rfind(END_MARK)
    return at if 0 <= at <= plain else -1


def _directories_64(file: BinaryIO, end: int) -> Iterator[Directory]:
    """What a zip64 says, in both places where its record may be."""
    if end < LOCATOR.size + END_64.size:
        return
    file.seek(end - LOCATOR.size)
    mark, _, offset, _ = LOCATOR.unpack(file.read(LOCATOR.size))
    if mark != LOCATOR_MARK:
        return
    # what stands before the archive moves it; then the record is right before its locator
    for place in (offset, end - LOCATOR.size - END_64.size):
        if 0 <= place <= end - END_64.size:
            file.seek(place)
            record = END_64.unpack(file.read(END_64.size))
            if record[0] == END_64_MARK:
                yield Directory(record[7], record[8])


def _reason(head: bytes, size: int) -> str:
    if size == 0:
        return "it is empty"
    known = next((words for mark, words in BEGINNINGS if head.lstrip().startswith(mark)), "")
    if head[257:262] == b"ustar":
        known = "it is a tar"
    return known or "it does not end as a zip does"
