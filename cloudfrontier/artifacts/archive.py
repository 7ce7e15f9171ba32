"""Zips whose bytes depend on nothing but their content, so that an unchanged handler is never uploaded again.

A zip records names, times, modes and the system it was made on; here each is fixed. Entries stand in the
order of their names, with the earliest date that the format knows, mode 0644 (Lambda runs as another user
than the one who uploads), no folders and no extra fields. The compressed bytes are zlib's at level 9: where
zlib is another implementation (zlib-ng in some distributions) the same content may come out as other bytes.

The records are written here (APPNOTE.TXT 4.3) and not by `zipfile`, which would deflate each file anew: most
files of a handler are the same in the next build, and in the handler beside it.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from base64 import b64encode
from typing import TYPE_CHECKING

from cloudfrontier.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["deflated", "lambda_digest", "sha256", "unzipped_size", "zip_bytes"]

EARLIEST = 1 << 5 | 1
"""1980-01-01: zip dates are MS-DOS dates, which begin there (APPNOTE.TXT 4.4.6)."""
MOST_FILES = 0xFFFF
UTF_8 = 0x800
"""The flag of a name that is not ASCII (APPNOTE.TXT 4.4.4, bit 11)."""
UNIX = 3
"""`version made by` of every entry; zipfile would write 0 on Windows."""
READABLE_FILE = 0o100644


def deflated(data: bytes) -> bytes:
    """The content of an entry as it stands in the archive."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return compressor.compress(data) + compressor.flush()


def zip_bytes(files: Mapping[str, bytes], *, deflate: Callable[[bytes], bytes] = deflated) -> bytes:
    """The archive of `files`: path in the archive, with `/`, to content.

    `deflate`: `deflated`, or one that keeps what it has done.

    Raises:
        UsageError: there are more files than an archive without 64-bit records holds.
    """
    if len(files) > MOST_FILES:
        raise UsageError(
            f"{len(files):,} files are too many for a zip: bundle them into up to {MOST_FILES:,}"
        )
    entries, directory, offset = [], [], 0
    for name in sorted(files):
        data = files[name]
        packed, encoded = deflate(data), name.encode()
        flags = 0 if name.isascii() else UTF_8
        shared = struct.pack(
            "<5H3L2H",
            *(20, flags, zlib.DEFLATED, 0, EARLIEST),
            *(zlib.crc32(data), len(packed), len(data), len(encoded), 0),
        )
        entries += [b"PK\3\4", shared, encoded, packed]
        mode = READABLE_FILE << 16
        directory += [
            b"PK\1\2",
            bytes((20, UNIX)),
            shared,
            struct.pack("<3H2L", 0, 0, 0, mode, offset),
            encoded,
        ]
        offset += 30 + len(encoded) + len(packed)
    index = b"".join(directory)
    count = len(files)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(index), offset, 0)
    return b"".join((*entries, index, end))


def unzipped_size(files: Mapping[str, bytes]) -> int:
    """Bytes that the files take on Lambda's disk, block sizes aside."""
    return sum(len(data) for data in files.values())


def sha256(data: bytes) -> str:
    """Hexadecimal digest, for people and for the manifest."""
    return hashlib.sha256(data).hexdigest()


def lambda_digest(data: bytes) -> str:
    """The digest as Lambda prints it in `CodeSha256`: base64 of the SHA-256 of the zip.

    Source: https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html (botocore 1.43.11).
    """
    return b64encode(hashlib.sha256(data).digest()).decode("ascii")
