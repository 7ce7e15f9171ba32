"""LAE216: machine code for another system than Lambda@Edge's does not load there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule, package_sample
from cloudfrontier.rules.bundle.machine_code.groups import grouped
from cloudfrontier.rules.bundle.machine_code.samples import elf_sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle
    from cloudfrontier.rules.bundle.machine_code.machine_code import MachineCode

__all__ = ["Platform"]

EDGE_MACHINE = "x86_64"
IMPORTING = "import _fast\n\ndef main(event, context): ..."


class Platform(BundleRule):
    """Lambda@Edge runs Linux on x86_64 with glibc: libraries that were installed for another system fail.

    pip takes the wheel that fits the computer it runs on. A Mac with an M chip gives Mach-O for arm64, an
    Alpine container musl, a Linux on Graviton aarch64. Where the handler imports the file whenever it loads,
    every request fails: an error; else a warning.
    """

    id = "LAE216"
    title = "Machine code is for Linux on x86_64"
    source = guide("lambda-at-edge-function-restrictions")
    valid = (SAMPLE, package_sample({"app.py": IMPORTING, "_fast.abi3.so": elf_sample()}))
    invalid = (
        package_sample({"app.py": IMPORTING, "_fast.abi3.so": elf_sample(machine=183)}),
        package_sample({"app.py": IMPORTING, "_fast.so": b"\xcf\xfa\xed\xfe" + bytes(28)}),
        package_sample({"app.py": IMPORTING, "_fast.so": elf_sample(libraries=("libc.musl-x86_64.so.1",))}),
    )

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """One finding a distribution and system."""
        systems: dict[str, list[str]] = {}
        for code in bundle.contents.machine_code:
            if system := _other_system(code):
                systems.setdefault(system, []).append(code.file)
        for system, files in systems.items():
            for group in grouped(files, bundle.code.reached):
                yield self.on_file(
                    bundle,
                    group.files[0],
                    f"machine code for {system}{group.more}; Lambda@Edge runs Linux on {EDGE_MACHINE}",
                    do="install with `pip install --platform manylinux2014_x86_64 --only-binary=:all:"
                    " --target FOLDER`, for the Python of the runtime",
                    severity=group.severity,
                )


def _other_system(code: MachineCode) -> str:
    """Which system it is for, if it is another one."""
    if code.elf is None:
        return code.system
    if code.elf.machine != EDGE_MACHINE:
        return f"Linux on {code.elf.machine}"
    return "Linux with musl" if code.elf.is_musl else ""
