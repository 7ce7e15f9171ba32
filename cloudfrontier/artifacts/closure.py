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

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cloudfrontier.artifacts.distributions import POWERTOOLS, data_files, kept_modules
from cloudfrontier.artifacts.modules import read_module
from cloudfrontier.rules.bundle.code.walk import ImportWalk, Visit
from cloudfrontier.rules.bundle.fault import CodeFault

if TYPE_CHECKING:
    from cloudfrontier.artifacts.modules import SearchPath
    from cloudfrontier.rules.bundle.code.imports import ImportSite
    from cloudfrontier.rules.bundle.code.module import Module

__all__ = ["Closure", "import_closure"]


@dataclass(frozen=True)
class Closure:
    """`files`: path in the zip to content; `faults`: what cannot be imported at the edge.

    `sources`: where on disk the project's own files among them are.
    """

    files: dict[str, bytes]
    faults: tuple[CodeFault, ...]
    sources: dict[str, str]


def import_closure(
    entry: Module,
    search: SearchPath,
    *,
    source: bytes | None = None,
    without: frozenset[str] = frozenset(),
) -> Closure:
    """Everything that `entry` can import; `source` is its text where it is generated and has no file.

    `without`: modules that are known not to be imported as this handler is set up, or to be there already.

    Raises:
        UsageError: a module was found and cannot be read.
    """
    walk = _Walk(search, without)
    if source is None:
        walk.enter(entry.name)
    else:
        walk.take(Visit(entry, source, "always", None))
    walk.run()
    sources = {
        visit.module.archive_name: visit.module.file
        for visit in walk.visits.values()
        if visit.module.origin == "project"
    }
    return Closure(walk.files, tuple(dict.fromkeys(walk.faults)), sources)


class _Walk(ImportWalk):
    """Collects files on the way, prunes powertools, and takes along what distributions need beside them."""

    def __init__(self, search: SearchPath, without: frozenset[str]) -> None:
        super().__init__(search)
        self.without = without
        self.files: dict[str, bytes] = {}
        self.pruned: set[str] = set()

    def take(self, visit: Visit) -> None:
        super().take(visit)
        module = visit.module
        self.files[module.archive_name] = visit.text
        if not module.file or module.origin != "installed" or not module.is_package:
            return
        folder = Path(module.file).parent
        if module.name == POWERTOOLS:
            kept = kept_modules(folder)
            self.pruned.update(item.name for item in kept)
            for item in kept:
                self.add(item, visit.need, visit.cause)
        elif module.top != POWERTOOLS:
            for path in data_files(folder):
                inner = path.relative_to(folder).as_posix()
                self.files[f"{module.name.replace('.', '/')}/{inner}"] = read_module(path)

    def follow(self, visit: Visit, site: ImportSite) -> None:
        top = site.module.partition(".")[0]
        names = tuple(name for name in site.names if f"{site.module}.{name}" not in self.without)
        if {site.module, top} & self.without or (site.names and not names):
            return
        site = replace(site, names=names)
        if visit.module.name not in self.pruned or (site.need == "always" and top != POWERTOOLS):
            super().follow(visit, site)
