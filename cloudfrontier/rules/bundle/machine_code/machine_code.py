"""Tells machine code of the systems that people build on from what runs at the edge, by how it begins."""

from __future__ import annotations

from dataclasses import dataclass

from cloudfrontier.rules.bundle.machine_code.elf import ELF_MARK, Elf, read_elf
from cloudfrontier.rules.bundle.machine_code.suffixes import module_stem

__all__ = ["MachineCode", "read_machine_code"]

MACH_O = (b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe")
MACH_O_UNIVERSAL = b"\xca\xfe\xba\xbe"
"""Java's classes begin so too."""
PE = b"MZ"


@dataclass(frozen=True)
class MachineCode:
    """A file of machine code; `elf` where it is Linux's, else `system` says whose it is."""

    file: str
    system: str = "Linux"
    elf: Elf | None = None


def read_machine_code(file: str, data: bytes) -> MachineCode | None:
    """What a file of the package is, from its content; None if it is no machine code."""
    is_library = bool(module_stem(file.rpartition("/")[2])) or file.endswith((".dll", ".exe", ".node"))
    if data.startswith(ELF_MARK):
        try:
            return MachineCode(file, elf=read_elf(data))
        except ValueError:
            return MachineCode(file, "no known system: its header is cut off") if is_library else None
    if data.startswith(MACH_O) or (is_library and data.startswith(MACH_O_UNIVERSAL)):
        return MachineCode(file, "macOS")
    if is_library and data.startswith(PE):
        return MachineCode(file, "Windows")
    return None
