"""The files of a zip, unpacked one at a time and in pieces when somebody asks for them."""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING

from cloudfrontier.rules.bundle.files import DamagedError, Files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["BROKEN", "ZipFiles"]

CHUNK = 1024 * 1024
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What `zipfile` raises on an archive that is damaged, on purpose or not."""


class ZipFiles(Files):
    """`entries`: the last entry of each name, which is the one that stays when a zip is unpacked.

    What an entry says of its size bounds what is unpacked of it: `zipfile` gives no byte more.
    """

    def __init__(self, archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo]) -> None:
        self._archive = archive
        self._entries = entries

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(self._entries)

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def size(self, name: str) -> int:
        """Bytes, as the entry says."""
        return self._entries[name].file_size

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content, piece by piece.

        Raises:
            DamagedError: it cannot be unpacked, or not by what Lambda is known to have.
        """
        entry = self._entries[name]
        if entry.flag_bits & 1:
            raise DamagedError("it is encrypted")
        if entry.compress_type not in METHODS:
            raise DamagedError(f"it is compressed by method {entry.compress_type}")
        try:
            with self._archive.open(entry) as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except BROKEN as error:
            raise DamagedError(_reason(error)) from error


def _reason(error: Exception) -> str:
    text = str(error)
    if "CRC" in text:
        return "its checksum does not match"
    if "differ" in text:
        return "its name is another one where its content begins"
    if isinstance(error, EOFError):
        return "its content ends too early"
    return "its content cannot be unpacked"
