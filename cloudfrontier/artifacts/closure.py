"""Collects the files that a handler can reach by importing, which is all that its zip should hold.

1. The walk starts at the entry module and follows every import that can happen at the edge (`imports`)
   through the places a module may come from (`modules`); a submodule brings its packages' `__init__` along.
2. Powertools is pruned to the folders that Logger and Metrics need: 139 kB zipped, where the whole is over
   1 MB. What those folders import from the rest of it (OpenAPI, data classes), or only on occasion, are its
   extras and are not followed; a module of the rest that a handler names itself is.
3. A distribution's data files ship with the packages that are reached. The project's own files ship only if
   they are Python and imported: its folder also holds pages, and keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from cloudfrontier.artifacts.distributions import POWERTOOLS, data_files, kept_modules
from cloudfrontier.artifacts.imports import NEEDS, ImportSite, Need, read_imports
from cloudfrontier.artifacts.modules import Module, SearchPath
from cloudfrontier.artifacts.stdlib import removed_in
from cloudfrontier.errors import UsageError
from cloudfrontier.rules.bundle.bundle import CodeFault

if TYPE_CHECKING:
    from pathlib import Path

    from cloudfrontier.rules.bundle.bundle import FaultKind

__all__ = ["Closure", "import_closure"]


@dataclass(frozen=True)
class Closure:
    """`files`: path in the zip to content; `faults`: what cannot be imported at the edge."""

    files: dict[str, bytes]
    faults: tuple[CodeFault, ...]


def import_closure(entry: Module, search: SearchPath, *, source: bytes | None = None) -> Closure:
    """Everything that `entry` can import; `source` is its text where it is generated and has no file.

    Raises:
        UsageError: a module was found and cannot be read.
    """
    walk = _Walk(search)
    if source is None:
        # the packages around the entry are imported before it
        for name in accumulate(entry.name.split("."), "{}.{}".format):
            walk.add(search.find(name), "always", None)
    else:
        walk.take(_Visit(entry, source, "always", None))
    for queue in walk.queues.values():
        while queue:
            visit = queue.pop()
            # seen as optional, then needed after all: it was queued again, and read by now
            if walk.needs[visit.module.name] == visit.need:
                for site in walk.sites(visit):
                    walk.follow(visit, site)
    return Closure(walk.files, tuple(dict.fromkeys(walk.faults)))


@dataclass(frozen=True)
class _Visit:
    """A module on the way: how much it is needed, and the import outside of distributions that led to it."""

    module: Module
    text: bytes
    need: Need
    cause: tuple[str, int, int] | None

    def place(self, site: ImportSite) -> tuple[str, int, int]:
        """Where a fault of one of its imports is shown: in the code that a person can change."""
        before = self.text.split(b"\n")[site.line - 1][: site.column - 1]
        return self.cause or (_shown(self.module), site.line, len(before.decode(errors="replace")) + 1)


class _Walk:
    """What was collected so far, and what is still to be read."""

    def __init__(self, search: SearchPath) -> None:
        self.search = search
        self.files: dict[str, bytes] = {}
        self.faults: list[CodeFault] = []
        self.needs: dict[str, Need] = {}
        # the strongest need first: what is reached through it is never reached by a stronger one later
        self.queues: dict[Need, list[_Visit]] = {need: [] for need in NEEDS}
        self.pruned: set[str] = set()

    def sites(self, visit: _Visit) -> tuple[ImportSite, ...]:
        """The imports of a module; a file that is not Python has none, and is a fault."""
        try:
            return _read(visit.text, visit.module.package, self.search.python)
        except (SyntaxError, ValueError, RecursionError) as error:
            line, column = getattr(error, "lineno", None) or 1, getattr(error, "offset", None) or 1
            if visit.need != "optional":
                words = getattr(error, "msg", str(error))
                file = _shown(visit.module)
                self.faults.append(CodeFault("syntax", file, line, column, visit.module.name, words))
            return ()

    def follow(self, visit: _Visit, site: ImportSite) -> None:
        """Add what one import loads: the packages it passes, the module, and the names that are modules."""
        module = visit.module
        if module.name in self.pruned and (site.need != "always" or _top(site.module) == POWERTOOLS):
            return
        if not site.module:
            self._report(visit, site, "computed" if site.computed else "missing", "")
            return
        for name in accumulate(site.module.split("."), "{}.{}".format):
            found = self.search.find(name)
            if found is None:
                self._report(visit, site, "missing", name)
                return
            if not self._ship(visit, site, found):
                return
        for name in site.names:
            if found := self.search.find(f"{site.module}.{name}"):
                self._ship(visit, site, found)

    def add(self, module: Module | None, need: Need, cause: tuple[str, int, int] | None) -> None:
        """A module that was found, unless it has no file, or is there for a need as strong."""
        if module is None or module.path is None:
            return
        known = self.needs.get(module.name)
        if known is None or _weaker(known, need) != need:
            self.take(_Visit(module, _bytes(module.path), need, cause))

    def take(self, visit: _Visit) -> None:
        """A source file: into the zip, into the queue, and with what its distribution needs beside it."""
        module = visit.module
        self.files[module.archive_name] = visit.text
        self.needs[module.name] = visit.need
        self.queues[visit.need].append(visit)
        if module.path is None or module.origin != "installed" or not module.is_package:
            return
        folder = module.path.parent
        if module.name == POWERTOOLS:
            kept = kept_modules(folder)
            self.pruned.update(item.name for item in kept)
            for item in kept:
                self.add(item, visit.need, visit.cause)
        elif _top(module.name) != POWERTOOLS:
            for path in data_files(folder):
                inner = path.relative_to(folder).as_posix()
                self.files[f"{module.name.replace('.', '/')}/{inner}"] = _bytes(path)

    def _ship(self, visit: _Visit, site: ImportSite, found: Module) -> bool:
        if found.is_compiled:
            self._report(visit, site, "compiled", found.name, str(found.path))
            return False
        cause = visit.place(site) if found.origin == "installed" else None
        self.add(found, _weaker(visit.need, site.need), cause)
        return True

    def _report(self, visit: _Visit, site: ImportSite, kind: FaultKind, name: str, detail: str = "") -> None:
        """A fault, unless it is handled, or lies in a distribution that may well know better."""
        need = _weaker(visit.need, site.need)
        foreign = visit.module.origin == "installed"
        # a distribution computes names, and makes submodules as it runs (six.moves); only the rest is certain
        if foreign and (need != "always" or kind == "computed" or (kind == "missing" and name != _top(name))):
            return
        if need == "optional":
            return
        if kind == "missing" and (version := removed_in(_top(name), self.search.python)):
            kind, detail = "removed", version
        file, line, column = visit.place(site)
        certain = need == "always" and kind != "computed"
        self.faults.append(CodeFault(kind, file, line, column, name, detail, certain))


@lru_cache(maxsize=2048)
def _read(text: bytes, package: str, python: tuple[int, int]) -> tuple[ImportSite, ...]:
    """Handlers share most of their files; the answer depends on nothing but the arguments."""
    return read_imports(text, package=package, python=python)


def _weaker(one: Need, other: Need) -> Need:
    return max(one, other, key=NEEDS.index)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None


def _shown(module: Module) -> str:
    return str(module.path or module.archive_name)


def _top(name: str) -> str:
    return name.partition(".")[0]
