"""Reads a file of anybody's: a regular one, of a size that can be meant, never a FIFO that waits for ever.

A file is looked at before it is opened and again when it is open, so that nothing that was put in its place
in between is read either.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from cloudfrontier.artifacts.places import shown
from cloudfrontier.cloudfront.finding import Finding
from cloudfrontier.rules.notices import UNREADABLE

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["LARGEST", "read_bytes", "read_text", "unreadable"]

LARGEST = 8 * 1024 * 1024
"""Most bytes that are read as text: hundreds of times what CloudFront takes of a function."""

KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a FIFO"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISSOCK, "a socket"),
)


def read_text(path: Path) -> str | Finding:
    """The text, or why there is none; bytes that are no UTF-8 are kept as halves of surrogate pairs.

    The parsers know what to say of those, with their place.
    """
    data = read_bytes(path)
    return data if isinstance(data, Finding) else data.decode("utf-8", "surrogateescape")


def read_bytes(path: Path, *, largest: int = LARGEST) -> bytes | Finding:
    """The bytes, or why there are none."""
    if problem := unreadable(path):
        return problem
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        return _failed(path, error)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return _finding(path, "it was replaced while it was read", do="run the check again")
        try:
            data = file.read(largest + 1)
        except OSError as error:
            return _failed(path, error)
    if len(data) > largest:
        size = f"larger than {largest:,} bytes, which is more than CloudFront takes of anything of its kind"
        return _finding(path, size, do="name the file that is deployed, or leave it out of the check")
    return data


def unreadable(path: Path) -> Finding | None:
    """Why the file cannot be read, as far as that can be told without opening it."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return _failed(path, error)
    if stat.S_ISREG(mode):
        return None
    kind = next((words for is_kind, words in KINDS if is_kind(mode)), "no regular file")
    return _finding(path, f"{kind}, not a file that can be checked", do="name a regular file")


def _failed(path: Path, error: OSError) -> Finding:
    reason = (error.strerror or "an error without a reason").lower()
    do = "the link leads nowhere; mend it" if path.is_symlink() else "mend its permissions, or leave it out"
    return _finding(path, f"it cannot be read: {reason}", do=do)


def _finding(path: Path, message: str, *, do: str) -> Finding:
    return UNREADABLE.finding(shown(path), message, do=do)
