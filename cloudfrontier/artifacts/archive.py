"""Zips whose bytes depend on nothing but their content, so that an unchanged handler is never uploaded again.

A zip records names, times, modes and the system it was made on; here each is fixed. Entries stand in the
order of their names, with the earliest date that the format knows, mode 0644 (Lambda runs as another user
than the one who uploads), no folders and no extra fields. The compressed bytes are zlib's at level 9: where
zlib is another implementation (zlib-ng in some distributions) the same content may come out as other bytes.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from base64 import b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["lambda_digest", "sha256", "unzipped_size", "zip_bytes"]

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""Zip dates are MS-DOS dates, which begin here (APPNOTE.TXT 4.4.6)."""
UNIX = 3
"""`version made by` of every entry; zipfile would write 0 on Windows."""
READABLE_FILE = 0o100644


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """The archive of `files`: path in the archive, with `/`, to content."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.create_system = UNIX
            entry.external_attr = READABLE_FILE << 16
            archive.writestr(entry, files[name], zipfile.ZIP_DEFLATED, 9)
    return target.getvalue()


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
