"""Goes through all files of a package once: unpacks each, and keeps what rules ask of it.

A file is unpacked to its end, so that one that is damaged is found wherever it lies. What is looked into
is bounded: text to so many bytes a file and in all, machine code to so many a file, and the number of files;
what is left out is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cloudfrontier.rules.bundle.files import DamagedError
from cloudfrontier.rules.bundle.machine_code.machine_code import MachineCode, read_machine_code
from cloudfrontier.rules.bundle.secret_text import Secret, find_secrets

if TYPE_CHECKING:
    from cloudfrontier.rules.bundle.files import Files

__all__ = ["LARGEST_CODE", "LARGEST_TEXT", "MOST_TEXT", "Contents", "read_contents"]

LARGEST_TEXT = 1024 * 1024
MOST_TEXT = 16 * 1024 * 1024
MOST_FILES = 20_000
LARGEST_CODE = 64 * 1024 * 1024
HEAD = 1024


@dataclass(frozen=True)
class Contents:
    """What is in the files, by their names; `unread`: why one was not looked into, or not to its end."""

    machine_code: tuple[MachineCode, ...] = ()
    secrets: tuple[tuple[str, Secret], ...] = ()
    damaged: Mapping[str, str] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)


def read_contents(files: Files) -> Contents:
    """Unpack and look into every file."""
    reader = _Reader(files)
    for name in files.names[:MOST_FILES]:
        try:
            reader.read(name)
        except DamagedError as error:
            reader.damaged[name] = str(error)
    left_out = f"{MOST_FILES:,} files were looked into before it"
    reader.unread |= dict.fromkeys(files.names[MOST_FILES:], left_out)
    return Contents(tuple(reader.machine_code), tuple(reader.secrets), reader.damaged, reader.unread)


class _Reader:
    def __init__(self, files: Files) -> None:
        self.files = files
        self.machine_code: list[MachineCode] = []
        self.secrets: list[tuple[str, Secret]] = []
        self.damaged: dict[str, str] = {}
        self.unread: dict[str, str] = {}
        self.text_left = MOST_TEXT

    def read(self, name: str) -> None:
        if self.files.size(name) > LARGEST_CODE:
            for _ in self.files.chunks(name):
                """Unpacked to its end, and not kept."""
            self.unread[name] = f"it is larger than {LARGEST_CODE:,} bytes"
            return
        data = self.files.read(name)
        if code := read_machine_code(name, data):
            self.machine_code.append(code)
        elif b"\0" not in data[:HEAD]:
            self.read_text(name, data)

    def read_text(self, name: str, data: bytes) -> None:
        if len(data) > LARGEST_TEXT:
            self.unread[name] = f"it is a text of more than {LARGEST_TEXT:,} bytes"
        elif len(data) > self.text_left:
            self.unread[name] = f"more than {MOST_TEXT:,} bytes of text were read before it"
        else:
            self.text_left -= len(data)
            self.secrets.extend((name, secret) for secret in find_secrets(data))
