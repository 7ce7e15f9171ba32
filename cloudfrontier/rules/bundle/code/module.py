"""A module and its file, wherever modules are looked for: in the folders of a build, or in a zip."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal, Protocol

__all__ = ["EXTENSIONS", "RUNTIME_MODULES", "Finder", "Module", "Origin"]

Origin = Literal["generated", "project", "edge", "stdlib", "runtime", "installed"]
"""installed: of a distribution, whose code its users do not change."""

RUNTIME_MODULES = frozenset(
    {"awslambdaric", "boto3", "botocore", "dateutil", "s3transfer", "six", "snapshot_restore_py", "urllib3"}
)
"""In every Python runtime of Lambda; bundling them costs 17 MB. (jmespath is bundled all the same: it is
15 kB, and powertools asks for a version of its own.)

Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-python.html, "Runtime-included SDK versions"
(read in a copy of 2026-04); the names are the dependencies of boto3 1.44.5 and awslambdaric 4.2.2.
"""

EXTENSIONS = frozenset({".so", ".pyd", ".dylib"})
"""Suffixes of machine code that Python imports, on any system."""


@dataclass(frozen=True)
class Module:
    """A module; `file` is its path on disk or in a zip, empty where there is none to read."""

    name: str
    origin: Origin
    file: str = ""
    is_package: bool = False

    @property
    def package(self) -> str:
        """The package that the module's relative imports start from."""
        return self.name if self.is_package else self.name.rpartition(".")[0]

    @property
    def top(self) -> str:
        """The name before the first dot."""
        return self.name.partition(".")[0]

    @property
    def is_compiled(self) -> bool:
        """Whether the file is machine code."""
        return PurePath(self.file).suffix in EXTENSIONS

    @property
    def archive_name(self) -> str:
        """Where a source file stands in the zip."""
        return self.name.replace(".", "/") + ("/__init__.py" if self.is_package else ".py")


class Finder(Protocol):
    """Where modules come from; `python` is the version that will run them."""

    @property
    def python(self) -> tuple[int, int]:
        """Major and minor version."""

    def find(self, name: str) -> Module | None:
        """The module of that dotted name, or None."""

    def read(self, module: Module) -> bytes:
        """The text of a module that has a file."""
