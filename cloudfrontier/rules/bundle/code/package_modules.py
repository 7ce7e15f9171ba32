"""Finds modules in a package as the function's Python will: first in the zip, then in what the runtime has.

`/var/task` stands before the standard library on `sys.path`, so a file of the zip wins over both. In a folder
machine code wins over a source of the same name, a source over bytecode alone.

How much is read is bounded, by signs rather than by time, so that every machine says the same: a syntax tree
takes up to a kilobyte a sign, and what nobody wrote by hand must not stop the check.
"""

from __future__ import annotations

from collections import defaultdict
from posixpath import basename, dirname

from cloudfrontier.rules.bundle.code.distributions import foreign_names
from cloudfrontier.rules.bundle.code.module import EXTENSIONS, RUNTIME_MODULES, Module, Origin
from cloudfrontier.rules.bundle.code.stdlib import in_stdlib
from cloudfrontier.rules.bundle.files import DamagedError, Files
from cloudfrontier.rules.bundle.machine_code.suffixes import fits_python, module_stem

__all__ = ["LARGEST_SOURCE", "MOST_SIGNS", "MOST_SIGNS_OF_FILE", "PackageModules"]

LARGEST_SOURCE = 2 * 1024 * 1024
MOST_SIGNS_OF_FILE = 120_000
MOST_SIGNS = 400_000
"""Signs of syntax that are read, of one file and of all; powertools' Logger and Metrics have 40,000."""

SIGNS = b"\n;,(.[=:+-*"

PERHAPS_IN_RUNTIME = frozenset({"jmespath", "pip", "pkg_resources", "setuptools"})
"""jmespath is what botocore needs; whether the others are left in an image is not documented."""


class PackageModules:
    """A finder over the files of a package; `unread`: files that were wanted and not read, and why."""

    def __init__(self, files: Files, python: tuple[int, int], *, own: str) -> None:
        self.files = files
        self._python = python
        self.foreign = foreign_names(files, own=own)
        self.unread: dict[str, str] = {}
        self.left = MOST_SIGNS
        self.folders = {folder for name in files.names for folder in _folders(name)}
        self.machine_code: dict[str, list[str]] = defaultdict(list)
        for name in files.names:
            if name.endswith(tuple(EXTENSIONS)):
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
        name = module.file
        if not name.endswith(".py"):
            return self._skip(name, "it is bytecode without a source")
        if self.files.size(name) > LARGEST_SOURCE:
            return self._skip(name, f"it is larger than {LARGEST_SOURCE:,} bytes")
        try:
            text = self.files.read(name)
        except DamagedError as error:
            return self._skip(name, str(error))
        signs = sum(text.count(sign) for sign in SIGNS)
        if signs > MOST_SIGNS_OF_FILE:
            return self._skip(name, f"it has more than {MOST_SIGNS_OF_FILE:,} signs of syntax")
        if signs > self.left:
            return self._skip(name, f"more than {MOST_SIGNS:,} signs of syntax were read before it")
        self.left -= signs
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


def _folders(name: str) -> list[str]:
    parts = name.split("/")[:-1]
    return ["/".join(parts[: index + 1]) for index in range(len(parts))]


def _is_package(file: str, path: str) -> bool:
    return file.startswith(f"{path}/__init__.")
