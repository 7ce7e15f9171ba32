"""LAE217: a library that was linked against a newer glibc than the runtime's is refused by the loader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.runtimes import lambda_runtime
from cloudfrontier.cloudfront.source import Source
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule, package_sample
from cloudfrontier.rules.bundle.machine_code.groups import grouped
from cloudfrontier.rules.bundle.machine_code.samples import elf_sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle

__all__ = ["Glibc"]

IMPORTING = "import _fast\n\ndef main(event, context): ..."
FITTING = {"AL2": "manylinux2014_x86_64", "AL2023": "manylinux_2_28_x86_64"}
"""The platform to ask pip for; the first gives wheels for glibc 2.17, the second for 2.28."""


class Glibc(BundleRule):
    """A library asks for versions of glibc's functions; the loader refuses it if one is newer than its glibc.

    "version `GLIBC_2.28' not found" is then the error of every cold start. Amazon Linux 2 (python3.10 and
    3.11) has glibc 2.26, Amazon Linux 2023 (3.12 and later) has 2.34.
    """

    id = "LAE217"
    title = "Machine code asks for no newer C library than the runtime has"
    source = Source("https://github.com/pyca/cryptography/issues/8679", "2026-11")
    valid = (
        SAMPLE,
        package_sample({"app.py": IMPORTING, "_fast.so": elf_sample(versions=("GLIBC_2.34", "GLIBC_2.2.5"))}),
    )
    invalid = (
        package_sample({"app.py": IMPORTING, "_fast.so": elf_sample(versions=("GLIBC_2.38",))}),
        package_sample(
            {"app.py": IMPORTING, "_fast.so": elf_sample(versions=("GLIBC_2.17", "GLIBC_2.28"))},
            runtime="python3.11",
        ),
    )

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """One finding a distribution and version."""
        runtime = lambda_runtime(bundle.runtime)
        if runtime is None:
            return
        versions: dict[tuple[int, int], list[str]] = {}
        for code in bundle.contents.machine_code:
            if code.elf and code.elf.glibc > runtime.glibc:
                versions.setdefault(code.elf.glibc, []).append(code.file)
        has = ".".join(map(str, runtime.glibc))
        for version, files in sorted(versions.items()):
            for group in grouped(files, bundle.code.reached):
                needs = ".".join(map(str, version))
                yield self.on_file(
                    bundle,
                    group.files[0],
                    f"it needs glibc {needs}{group.more}; {runtime.name} has {has}",
                    do=f"install with `pip install --platform {FITTING[runtime.system]}"
                    " --only-binary=:all: --target FOLDER`",
                    severity=group.severity,
                )
