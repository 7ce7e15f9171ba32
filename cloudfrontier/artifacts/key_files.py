"""Session keys on disk: made, written so that only their owner can read them, and read back; never printed.

A key that `edge.toml` marks with `create` is made when it is first needed, so that a sample or a new checkout
builds at once. Every other key must be there: a build machine that made its own would sign everybody out.
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING

from cloudfrontier.errors import RefusedError, UsageError
from edge.auth.session import SHORTEST_SECRET, decode_secret

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["OWNER_ONLY", "SHORTEST_SECRET", "read_secret", "write_key"]

OWNER_ONLY = 0o600


def write_key(path: Path, *, entropy: Callable[[int], bytes]) -> None:
    """Write a new key; folders above it are made.

    Raises:
        RefusedError: the file exists; whoever uses that key would be signed out.
        UsageError: the file cannot be written.
    """
    text = urlsafe_b64encode(entropy(SHORTEST_SECRET)).rstrip(b"=") + b"\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    except OSError as error:
        if isinstance(error, FileExistsError) and path.parent.is_dir():
            raise RefusedError(f"{path}: exists already; name another file, or remove it first") from None
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from None
    with os.fdopen(descriptor, "wb") as file:
        file.write(text)


def read_secret(path: Path) -> str:
    """The key in a file, as it is written there.

    Raises:
        ValueError: it cannot be read, or holds no key; the message repeats nothing of what the file holds.
    """
    try:
        text = path.read_text(encoding="ascii").strip()
        decode_secret(text)
    except OSError as error:
        raise ValueError(f"cannot be read ({error.strerror})") from None
    except ValueError:
        expected = f"base64url of {SHORTEST_SECRET} bytes or more"
        raise ValueError(f"holds no key: expected {expected}") from None
    return text
