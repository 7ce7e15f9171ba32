"""Finds modules in a package as the function's Python will: first in the zip, then in what the runtime has.

`/var/task` stands before the standard library on `sys.path`, so a file of the zip wins over both. In a folder
machine code wins over a source of the same name, a source over bytecode alone.

How much is read is bounded, by words and signs rather than by time, so that every machine says the same: a
syntax tree takes up to a kilobyte a word, and what nobody wrote by hand must not stop the check.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import accumulate
from posixpath import basename, dirname

from cloudfrontier.rules.bundle.code.distributions import foreign_names
from cloudfrontier.rules.bundle.code.module import EXTENSIONS, RUNTIME_MODULES, Module, Origin
from cloudfrontier.rules.bundle.code.stdlib import in_stdlib
from cloudfrontier.rules.bundle.files import DamagedError, Files
from cloudfrontier.rules.bundle.machine_code.suffixes import fits_python, module_stem

__all__ = ["LARGEST_SOURCE", "MOST_WORK", "MOST_WORK_OF_FILE", "PackageModules"]

LARGEST_SOURCE = 2 * 1024 * 1024
MOST_WORK_OF_FILE = 150_000
MOST_WORK = 1_000_000
"""Work of reading one file, and all; powertools' Logger and Metrics take 150,000, most handlers 10,000."""
OWN_FACTOR = 6
"""What is the package's own is looked into more closely."""
MOST_WORK_OF_OWN_FILE = 100_000

SIGNS = bytes(range(33, 35)) + bytes(range(36, 39)) + b"()*+,-./:;<=>?@[]^`{|}~"
WORK_OF_LINE, WORK_OF_IMPORT = 3, 20

PERHAPS_IN_RUNTIME = frozenset({"jmespath", "pip", "pkg_resources", "setuptools"})
"""jmespath is what botocore needs; whether the others are left in an image is not documented."""


class PackageModules:
    """A finder over the files of a package; `unread`: files that were wanted and not read, and why."""

    def __init__(self, files: Files, python: tuple[int, int], *, own: str) -> None:
        self.files = files
        self._python = python
        self.foreign = foreign_names(files, own=own)
        self.unread: dict[str, str] = {}
        self.texts: dict[str, bytes] = {}
        self.left = MOST_WORK
        nearest = {dirname(name) for name in files.names}
        self.folders = {part for folder in nearest for part in accumulate(folder.split("/"), "{}/{}".format)}
        self.machine_code: dict[str, list[str]] = defaultdict(list)
        suffixes = tuple(EXTENSIONS)
        for name in files.names:
            if name.endswith(suffixes):
                self.machine_code[f"{dirname(name)}/{module_stem(basename(name))}".lstrip("/")].append(name)

    @property
    def python(self) -> tuple[int, int]:
        """The version of the runtime."""
        return self._python

    def find(self, name: str) -> Module | None:
        """The module of that dotted name, or None."""
        path = name.replace(".", "/")
        top = name.partition(".")[0]
        origin: Origin = "installed" if top in self.foreign else "project"
        if self._regular(top):
            file = self._regular(path)
            if file or path not in self.folders:
                return Module(name, origin, file, is_package=_is_package(file, path)) if file else None
            return Module(name, origin, is_package=True)
        if in_stdlib(top, self.python):
            return Module(name, "stdlib")
        if top in RUNTIME_MODULES | PERHAPS_IN_RUNTIME:
            return Module(name, "runtime")
        file = self._regular(path)
        if file or path in self.folders:
            return Module(name, origin, file, is_package=not file or _is_package(file, path))
        return None

    def read(self, module: Module) -> bytes:
        """The text of a module; empty where it is not read, which `unread` tells."""
        if module.file not in self.texts:
            self.texts[module.file] = self._read(module.file, module.origin)
        return self.texts[module.file]

    def _read(self, name: str, origin: Origin) -> bytes:
        if not name.endswith(".py"):
            return self._skip(name, "it is bytecode without a source")
        if self.files.size(name) > LARGEST_SOURCE:
            return self._skip(name, f"it is larger than {LARGEST_SOURCE:,} bytes")
        try:
            text = self.files.read(name)
        except DamagedError as error:
            return self._skip(name, str(error))
        work = _work(text)
        is_own = origin == "project"
        most = MOST_WORK_OF_OWN_FILE if is_own else MOST_WORK_OF_FILE
        if work > most:
            return self._skip(name, f"it has more than about {most:,} words and signs")
        work *= OWN_FACTOR if is_own else 1
        if work > self.left:
            return self._skip(name, f"about {MOST_WORK:,} words and signs were read before it")
        self.left -= work
        return text

    def misfits(self, name: str) -> tuple[str, ...]:
        """Files that would be this module for another Python or another system."""
        path = name.replace(".", "/")
        found = (*self.machine_code.get(path, ()), *self.machine_code.get(f"{path}/__init__", ()))
        return tuple(sorted(file for file in found if not fits_python(basename(file), self.python)))

    def _regular(self, path: str) -> str:
        """The file of a module or a package with `__init__`; empty if there is none."""
        for place in (f"{path}/__init__", path):
            fitting = [
                file for file in self.machine_code.get(place, ()) if fits_python(basename(file), self.python)
            ]
            if fitting:
                return max(fitting, key=len)  # the tag of this very Python before `.abi3` and none
            for file in (f"{place}.py", f"{place}.pyc"):
                if file in self.files:
                    return file
        return ""

    def _skip(self, name: str, reason: str) -> bytes:
        self.unread[name] = reason
        return b""


def _work(text: bytes) -> int:
    """How much there is to parse: words, signs, and lines, of which each makes a statement."""
    signs = len(text) - len(text.translate(None, SIGNS))
    lines, imports = text.count(b"\n"), text.count(b"import")
    return len(text.split()) + signs + WORK_OF_LINE * lines + WORK_OF_IMPORT * imports


def _is_package(file: str, path: str) -> bool:
    return file.startswith(f"{path}/__init__.")
