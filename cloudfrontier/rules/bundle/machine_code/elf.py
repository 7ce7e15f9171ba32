"""Reads of an ELF file what decides whether Lambda can load it: machine, C library, and the versions it asks.

A shared object names the versions of glibc's symbols that it was linked against (`GLIBC_2.28`); the loader
refuses the file when its own glibc has not one of them. They stand in the section of the dynamic linker,
which is found through the program headers, so that a stripped file is read too. Whatever an offset says,
nothing is read outside the file, and no list is followed for longer than one that a linker writes.

Sources: the ELF specification (https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html) and symbol
versioning (https://refspecs.linuxfoundation.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html),
read 2026-11. glibc 2.36 gave relative relocations the name `GLIBC_ABI_DT_RELR`
(https://sourceware.org/glibc/wiki/Release/2.36).
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ELF_MARK", "Elf", "read_elf"]

ELF_MARK = b"\x7fELF"
MACHINES = {3: "x86", 40: "arm", 62: "x86_64", 183: "aarch64", 243: "riscv64"}
BITS_64, LITTLE_ENDIAN = 2, 1
HEADER = struct.Struct("<16sHHIQQQIHHHHHH")
PROGRAM_HEADER = struct.Struct("<IIQQQQQQ")
DYNAMIC = struct.Struct("<qQ")
NEED = struct.Struct("<HHIII")
VERSION = struct.Struct("<IHHII")
LOADED, DYNAMIC_SEGMENT = 1, 2
NEEDED, STRINGS, VERSIONS, VERSION_COUNT = 1, 5, 0x6FFFFFFE, 0x6FFFFFFF
WEAK = 2
"""The loader goes on without a version that is asked for weakly."""
MOST_HEADERS, MOST_TAGS, MOST_VERSIONS, LONGEST_NAME = 256, 4096, 1024, 256
GLIBC = re.compile(rb"GLIBC_(\d{1,4})\.(\d{1,4})(?:\.\d+)?")
RELATIVE_RELOCATIONS = b"GLIBC_ABI_DT_RELR"


@dataclass(frozen=True)
class Elf:
    """`glibc`: the newest version that it asks for, (0, 0) if none; `libraries`: what it is linked to."""

    machine: str
    glibc: tuple[int, int] = (0, 0)
    libraries: tuple[str, ...] = ()

    @property
    def is_musl(self) -> bool:
        """Whether it was made for the C library of Alpine Linux."""
        return any(name.startswith("libc.musl-") for name in self.libraries)


def read_elf(data: bytes) -> Elf:
    """What the file says of itself; what is broken in it is passed over.

    Raises:
        ValueError: it is no ELF file.
    """
    if len(data) < HEADER.size or not data.startswith(ELF_MARK):
        raise ValueError("no ELF header")
    _, _, machine, _, _, headers, _, _, _, size, count, *_ = HEADER.unpack_from(data)
    if data[4] != BITS_64 or data[5] != LITTLE_ENDIAN:
        (machine,) = struct.unpack_from("<H" if data[5] == LITTLE_ENDIAN else ">H", data, 18)
        return Elf(MACHINES.get(machine, f"machine {machine}") + " (32 bits or big-endian)")
    known = Elf(MACHINES.get(machine, f"machine {machine}"))
    if size != PROGRAM_HEADER.size:
        return known
    segments = [
        PROGRAM_HEADER.unpack_from(data, headers + index * size)
        for index in range(min(count, MOST_HEADERS))
        if headers + (index + 1) * size <= len(data)
    ]
    return _Linked(data, segments).read(known.machine)


class _Linked:
    """The dynamic section of a file, with its program headers to find things by address."""

    def __init__(self, data: bytes, segments: list[tuple[int, ...]]) -> None:
        self.data = data
        self.loaded = [
            (start, size, offset) for kind, _, offset, start, _, size, *_ in segments if kind == LOADED
        ]
        self.tags = [
            tag
            for kind, _, offset, _, _, size, *_ in segments
            if kind == DYNAMIC_SEGMENT
            for tag in self._tags(offset, size)
        ]
        self.strings = self._first(STRINGS)

    def read(self, machine: str) -> Elf:
        libraries = tuple(
            self._text(value).decode("ascii", "replace") for tag, value in self.tags if tag == NEEDED
        )
        return Elf(machine, max(map(_glibc, self._versions()), default=(0, 0)), libraries)

    def _tags(self, offset: int, size: int) -> Iterator[tuple[int, int]]:
        end = min(offset + size, len(self.data), offset + MOST_TAGS * DYNAMIC.size)
        for place in range(offset, end - DYNAMIC.size + 1, DYNAMIC.size):
            tag, value = DYNAMIC.unpack_from(self.data, place)
            if tag == 0:
                return
            yield tag, value

    def _first(self, wanted: int) -> int | None:
        """The place in the file of what a tag points to."""
        address = next((value for tag, value in self.tags if tag == wanted), None)
        return None if address is None else self._place(address)

    def _place(self, address: int) -> int | None:
        return next(
            (
                offset + address - start
                for start, size, offset in self.loaded
                if start <= address < start + size
            ),
            None,
        )

    def _text(self, index: int) -> bytes:
        if self.strings is None or self.strings + index >= len(self.data):
            return b""
        start = self.strings + index
        return self.data[start : start + LONGEST_NAME].partition(b"\0")[0]

    def _versions(self) -> Iterator[bytes]:
        """The names of all versions that it asks for, of whatever library."""
        place = self._first(VERSIONS)
        left = min(next((value for tag, value in self.tags if tag == VERSION_COUNT), 0), MOST_VERSIONS)
        budget = MOST_VERSIONS
        while place is not None and left > 0 and place + NEED.size <= len(self.data):
            _, count, _, first, following = NEED.unpack_from(self.data, place)
            at = place + first
            for _ in range(count):
                budget -= 1
                if budget < 0 or at + VERSION.size > len(self.data):
                    return
                _, flags, _, name, step = VERSION.unpack_from(self.data, at)
                if not flags & WEAK:
                    yield self._text(name)
                if step == 0:
                    break
                at += step
            place, left = (place + following, left - 1) if following else (None, 0)


def _glibc(name: bytes) -> tuple[int, int]:
    if name == RELATIVE_RELOCATIONS:
        return (2, 36)
    found = GLIBC.fullmatch(name)
    return (int(found[1]), int(found[2])) if found else (0, 0)
