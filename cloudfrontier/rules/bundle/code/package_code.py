"""The code of a package from its handler on: what is reached, what it does, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from cloudfrontier.rules.bundle.code.facts import ModuleFacts
from cloudfrontier.rules.bundle.code.handler import function_fault, handler_parts
from cloudfrontier.rules.bundle.code.imports import Need, imports_of, parse
from cloudfrontier.rules.bundle.code.module_facts import module_facts
from cloudfrontier.rules.bundle.code.package_modules import PackageModules
from cloudfrontier.rules.bundle.code.walk import ImportWalk, Visit, weaker
from cloudfrontier.rules.bundle.fault import CodeFault

if TYPE_CHECKING:
    from cloudfrontier.rules.bundle.code.imports import ImportSite
    from cloudfrontier.rules.bundle.code.module import Module
    from cloudfrontier.rules.bundle.files import Files

__all__ = ["PackageCode", "read_code"]

MOST_CACHED = 256


@dataclass(frozen=True)
class PackageCode:
    """`faults` have places in the package; `modules` are those of its own; all paths are in the package.

    reached: every file of code that may be imported, and how much it is needed. unread: those that were not
    looked into, and why. foreign: top-level modules of distributions.
    """

    faults: tuple[CodeFault, ...] = ()
    modules: tuple[ModuleFacts, ...] = ()
    reached: Mapping[str, Need] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)
    foreign: frozenset[str] = frozenset()


def read_code(files: Files, handler: str, python: tuple[int, int]) -> PackageCode:
    """Everything that the handler can reach; nothing is run."""
    place, _ = handler_parts(handler)
    finder = PackageModules(files, python, own=place.partition(".")[0])
    module = finder.find(place) if place else None
    if module is None or not module.file or module.is_compiled:
        return PackageCode(_absent(handler, place, module, files))
    walk = _PackageWalk(finder)
    walk.enter(place)
    walk.run()
    fault = function_fault(handler, module, finder)
    if fault and fault.file in finder.unread:
        fault = None
    return PackageCode(
        tuple(dict.fromkeys((*walk.faults, *([fault] if fault else ())))),
        tuple(replace(facts, need=walk.visits[name].need) for name, facts in walk.facts.items()),
        {visit.module.file: visit.need for visit in walk.visits.values()} | walk.machine_code,
        finder.unread,
        finder.foreign,
    )


class _PackageWalk(ImportWalk):
    """In a package machine code may be right: which of it is imported is kept, other rules look into it."""

    def __init__(self, finder: PackageModules) -> None:
        super().__init__(finder)
        self.modules = finder
        self.machine_code: dict[str, Need] = {}
        self.facts: dict[str, ModuleFacts] = {}

    def read_sites(self, visit: Visit) -> tuple[ImportSite, ...]:
        """The imports; of a module of the package's own also what else it does, while its tree is there."""
        module, python = visit.module, self.finder.python
        if module.origin != "project":
            return super().read_sites(visit)
        self.facts[module.name], sites = _read(module, visit.text, python)
        return sites

    def compiled(self, visit: Visit, site: ImportSite, found: Module) -> None:
        """An import of machine code that this Python takes for a module."""
        need = weaker(visit.need, site.need)
        before = self.machine_code.get(found.file, need)
        self.machine_code[found.file] = need if weaker(before, need) == before else before

    def missing(self, visit: Visit, site: ImportSite, name: str, parent: Module | None) -> None:
        """A module that is there for another Python is another fault than one that is not there."""
        if others := self.modules.misfits(name):
            self.report(visit, site, "abi", name, others[0])
        else:
            super().missing(visit, site, name, parent)


@lru_cache(MOST_CACHED)
def _read(module: Module, text: bytes, python: tuple[int, int]) -> tuple[ModuleFacts, tuple[ImportSite, ...]]:
    """Handlers share most of their files; the answer depends on nothing but the arguments."""
    tree = parse(text, python)
    sites = imports_of(tree, text, package=module.package, python=python)
    return module_facts(module, tree, text, python), sites


def _absent(handler: str, place: str, module: Module | None, files: Files) -> tuple[CodeFault, ...]:
    """Why there is no module to begin at."""
    if not place:
        detail = "it names no module"
    elif module is not None:
        if module.is_compiled:
            return ()
        detail = f"{place!r} is a folder without __init__.py, or not of this package"
    else:
        path = place.replace(".", "/")
        detail = f"the zip has neither {path}.py nor {path}/__init__.py"
        deeper = sorted(
            name for name in files.names if name.endswith((f"/{path}.py", f"/{path}/__init__.py"))
        )
        if deeper:
            detail += f", but {deeper[0]}: zip what is in the folder, not the folder"
    return (CodeFault("handler", "", 0, 0, handler, detail),)
