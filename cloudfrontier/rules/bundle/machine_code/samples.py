"""Builds small ELF files for the samples of rules and for tests: a header, and what a loader reads of it."""

from __future__ import annotations

import struct
from itertools import accumulate

from cloudfrontier.rules.bundle.machine_code import elf

__all__ = ["elf_sample"]

SHARED_OBJECT, CURRENT = 3, 1
DYNAMIC_TAGS = 16


def elf_sample(
    *, machine: int = 62, versions: tuple[str, ...] = (), libraries: tuple[str, ...] = ("libc.so.6",)
) -> bytes:
    """A shared object for that machine (62 is x86_64) that is linked to libraries, at versions of the first.

    Addresses are offsets: one segment is loaded, and holds everything.
    """
    names = (*libraries, *versions)
    offsets = [1, *accumulate((len(name) + 1 for name in names), initial=1)][1:]
    strings = b"\0" + b"".join(name.encode() + b"\0" for name in names)
    dynamic_at = elf.HEADER.size + 2 * elf.PROGRAM_HEADER.size
    needs_at = dynamic_at + DYNAMIC_TAGS * elf.DYNAMIC.size
    needs = _needs(len(versions), offsets[0], offsets[len(libraries) :])
    strings_at = needs_at + len(needs)
    tags = [(elf.NEEDED, offset) for offset in offsets[: len(libraries)]]
    tags += [(elf.STRINGS, strings_at), (elf.VERSIONS, needs_at), (elf.VERSION_COUNT, 1 if versions else 0)]
    dynamic = b"".join(elf.DYNAMIC.pack(*tag) for tag in tags).ljust(DYNAMIC_TAGS * elf.DYNAMIC.size, b"\0")
    size = strings_at + len(strings)
    ident = elf.ELF_MARK + bytes((elf.BITS_64, elf.LITTLE_ENDIAN, CURRENT)) + bytes(9)
    header = elf.HEADER.pack(
        *(ident, SHARED_OBJECT, machine, CURRENT, 0, elf.HEADER.size, 0, 0),
        *(elf.HEADER.size, elf.PROGRAM_HEADER.size, 2, 0, 0, 0),
    )
    segments = elf.PROGRAM_HEADER.pack(elf.LOADED, 5, 0, 0, 0, size, size, 4096)
    segments += elf.PROGRAM_HEADER.pack(
        elf.DYNAMIC_SEGMENT, 6, dynamic_at, dynamic_at, dynamic_at, len(dynamic), len(dynamic), 8
    )
    return header + segments + dynamic + needs + strings


def _needs(count: int, library: int, versions: list[int]) -> bytes:
    """The versions of one library, as the section `.gnu.version_r` has them."""
    if not count:
        return b""
    entries = b"".join(
        elf.VERSION.pack(0, 0, 2 + index, offset, elf.VERSION.size if index < count - 1 else 0)
        for index, offset in enumerate(versions[:count])
    )
    return elf.NEED.pack(1, count, library, elf.NEED.size, 0) + entries + struct.pack("<Q", 0)
