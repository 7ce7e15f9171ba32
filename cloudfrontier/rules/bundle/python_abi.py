"""LAE218: machine code that was compiled for another Python is not even seen by the one that runs."""

from __future__ import annotations

from posixpath import basename
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import Source
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule, package_sample
from cloudfrontier.rules.bundle.machine_code.groups import grouped
from cloudfrontier.rules.bundle.machine_code.samples import elf_sample
from cloudfrontier.rules.bundle.machine_code.suffixes import fits_python, module_stem, tag_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle

__all__ = ["PythonAbi"]

IMPORTING = "import _fast\n\ndef main(event, context): ..."


class PythonAbi(BundleRule):
    """A compiled module is made for one Python, and says so in its name: for any other it does not exist.

    `_fast.cpython-312-x86_64-linux-gnu.so` is a module for Python 3.12 and nothing for 3.13, where `import
    _fast` raises ModuleNotFoundError. Files with `.abi3.so` fit every Python 3.
    """

    id = "LAE218"
    title = "Compiled modules are for the Python of the runtime"
    source = Source("https://peps.python.org/pep-3149/", "2026-11")
    valid = (
        SAMPLE,
        package_sample({"app.py": IMPORTING, "_fast.cpython-313-x86_64-linux-gnu.so": elf_sample()}),
        package_sample({"app.py": IMPORTING, "_fast.abi3.so": elf_sample()}),
    )
    invalid = (
        package_sample({"app.py": IMPORTING, "_fast.cpython-312-x86_64-linux-gnu.so": elf_sample()}),
        package_sample(
            {
                "app.py": "def main(event, context): ...",
                "fast/_c.cpython-311-x86_64-linux-gnu.so": elf_sample(),
            }
        ),
    )

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """Imports that fail for this reason, then files that nothing is known to import."""
        do = f"install with `pip install --python-version {bundle.runtime.removeprefix('python')}"
        do += " --platform manylinux2014_x86_64 --only-binary=:all: --target FOLDER`"
        imported = bundle.found("abi")
        for fault in imported:
            made_for = tag_words(basename(fault.detail)) or "another Python"
            yield self.on_code(
                fault,
                f"{fault.subject!r} is compiled for {made_for} ({fault.detail});"
                f" {bundle.runtime} has no such module",
                do=do,
            )
        told = {fault.detail for fault in imported}
        for group in grouped(self._misfits(bundle), {}):
            if told.isdisjoint(group.files):
                made_for = tag_words(basename(group.files[0])) or "another Python"
                yield self.on_file(
                    bundle,
                    group.files[0],
                    f"it is compiled for {made_for}{group.more}, and the runtime is {bundle.runtime}",
                    do=do,
                    severity="warning",
                )

    def _misfits(self, bundle: Bundle) -> Iterator[str]:
        """Linux's files that this Python would not take; those of other systems are LAE216's."""
        for code in bundle.contents.machine_code:
            name = basename(code.file)
            is_tagged = code.elf and module_stem(name) and tag_words(name)
            if is_tagged and bundle.python and not fits_python(name, bundle.python):
                yield code.file
