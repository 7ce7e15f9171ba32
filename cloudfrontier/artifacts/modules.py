"""Finds the file that a module name stands for, in the places a handler's code may come from and in no other.

The order is that of a running function: the code in the zip (the project's own, ours), the standard library,
what the runtime brings along, and then the distributions installed beside this package, which are copied
into the zip. Nothing is imported to find out, and the rest of `sys.path` does not count: what happens to be
importable on this machine must not decide what ships.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cloudfrontier.errors import UsageError
from cloudfrontier.rules.bundle.code.module import EXTENSIONS, RUNTIME_MODULES, Module, Origin
from cloudfrontier.rules.bundle.code.stdlib import in_stdlib

__all__ = ["SearchPath", "read_module"]


@dataclass(frozen=True)
class SearchPath:
    """Where modules are looked for.

    `project` is the folder of edge.toml (None for a handler that holds no code of the project), `toolchain`
    the folder that holds our `edge`, `installed` the site-packages folders.
    """

    project: Path | None
    toolchain: Path
    installed: tuple[Path, ...]
    python: tuple[int, int]

    def find(self, name: str) -> Module | None:
        """The module of that dotted name, or None."""
        top = name.partition(".")[0]
        if self.project is not None and _regular(top, self.project):
            return _look_up(name, self.project, "project")
        if top == "edge":
            return _look_up(name, self.toolchain, "edge")
        if in_stdlib(top, self.python):
            return Module(name, "stdlib")
        if top in RUNTIME_MODULES:
            return Module(name, "runtime")
        for folder in self.installed:
            if found := _look_up(name, folder, "installed"):
                return found
        # last, as Python does: a folder without __init__.py is a package only where nothing else has the name
        return None if self.project is None else _look_up(name, self.project, "project")

    def read(self, module: Module) -> bytes:
        """The text of a module.

        Raises:
            UsageError: it cannot be read.
        """
        return read_module(Path(module.file))


def read_module(path: Path) -> bytes:
    """The bytes of a file that ships.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None


def _look_up(name: str, base: Path, origin: Origin) -> Module | None:
    relative = name.replace(".", "/")
    if found := _regular(relative, base):
        return Module(name, origin, str(found), is_package=found.name == "__init__.py")
    folder = base / relative
    if folder.is_dir() and folder.name.isidentifier():
        return Module(name, origin, is_package=True)
    return None


def _regular(relative: str, base: Path) -> Path | None:
    """A package with __init__.py, else a source file, else machine code."""
    for path in (base / relative / "__init__.py", base / f"{relative}.py"):
        if path.is_file():
            return path
    place = base / relative
    compiled = sorted(path for path in place.parent.glob(f"{place.name}.*") if path.suffix in EXTENSIONS)
    return compiled[0] if compiled else None
