"""Follows imports from an entry module through everything that it can reach, wherever the modules come from.

1. What is needed most is followed first, so that a module is judged by the strongest need for it.
2. A fault is shown in code that a person can change: one that lies in a distribution, at the import that led
   there.
3. A distribution is trusted with what it may never import; in the project's own code that is a warning.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import accumulate
from typing import TYPE_CHECKING

from cloudfrontier.rules.bundle.code.imports import NEEDS, ImportSite, Need, read_imports
from cloudfrontier.rules.bundle.code.module import Module
from cloudfrontier.rules.bundle.code.places import LinePlaces
from cloudfrontier.rules.bundle.code.stdlib import removed_in
from cloudfrontier.rules.bundle.fault import CodeFault

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.rules.bundle.code.module import Finder
    from cloudfrontier.rules.bundle.fault import FaultKind

__all__ = ["ImportWalk", "Visit", "weaker"]

MOST_CACHED = 4096
_cache: dict[tuple[bytes, str, tuple[int, int]], tuple[ImportSite, ...]] = {}

MAKES_MODULES = (b"sys.modules", b"__path__")
"""What stands in a package that answers imports for which it has no file, as six does."""

Cause = tuple[str, int, int]


@dataclass(frozen=True)
class Visit:
    """A module on the way: how much it is needed, and the import outside of distributions that led to it."""

    module: Module
    text: bytes
    need: Need
    cause: Cause | None

    def place(self, site: ImportSite) -> Cause:
        """Where a fault of one of its imports is shown."""
        file = self.module.file or self.module.archive_name
        return self.cause or (file, site.line, self._places.column(site.line, site.column))

    @cached_property
    def _places(self) -> LinePlaces:
        return LinePlaces(self.text)


class ImportWalk:
    """A walk; what else is done with a module on the way, subclasses say."""

    def __init__(self, finder: Finder) -> None:
        self.finder = finder
        self.faults: list[CodeFault] = []
        self.visits: dict[str, Visit] = {}
        # the strongest need first: what is reached through it is never reached by a stronger one later
        self.queues: dict[Need, list[Visit]] = {need: [] for need in NEEDS}

    def enter(self, name: str) -> None:
        """Begin at a module; the packages around it are imported before it."""
        for part in accumulate(name.split("."), "{}.{}".format):
            self.add(self.finder.find(part), "always", None)

    def run(self) -> None:
        """Follow everything that was added, and what that leads to."""
        for queue in self.queues.values():
            while queue:
                visit = queue.pop()
                # seen as optional, then needed after all: it was queued again, and read by now
                if self.visits[visit.module.name] is visit:
                    for site in _each_once(self.sites(visit)):
                        self.follow(visit, site)

    def add(self, module: Module | None, need: Need, cause: Cause | None) -> None:
        """A module that was found, unless it has no file, or is there for a need as strong."""
        if module is None or not module.file or module.is_compiled:
            return
        known = self.visits.get(module.name)
        if known is None or weaker(known.need, need) != need:
            self.take(Visit(module, self.finder.read(module), need, cause))

    def take(self, visit: Visit) -> None:
        """Read a module, now or later."""
        self.visits[visit.module.name] = visit
        self.queues[visit.need].append(visit)

    def sites(self, visit: Visit) -> tuple[ImportSite, ...]:
        """The imports of a module; a file that is not Python has none, and is a fault."""
        try:
            return self.read_sites(visit)
        except (SyntaxError, ValueError, RecursionError) as error:
            if visit.need != "optional":
                self.faults.append(_syntax_fault(visit, error))
            return ()

    def read_sites(self, visit: Visit) -> tuple[ImportSite, ...]:
        """The imports of a module.

        Raises:
            SyntaxError, ValueError, RecursionError: it is no Python.
        """
        return _read(visit.text, visit.module.package, self.finder.python)

    def follow(self, visit: Visit, site: ImportSite) -> None:
        """Add what one import loads: the packages it passes, the module, and the names that are modules."""
        if not site.module:
            self.report(visit, site, "computed" if site.computed else "missing", "")
            return
        parent: Module | None = None
        for name in accumulate(site.module.split("."), "{}.{}".format):
            found = self.finder.find(name)
            if found is None:
                self.missing(visit, site, name, parent)
                return
            if not self._reach(visit, site, found):
                return
            parent = found
        for name in site.names:
            if found := self.finder.find(f"{site.module}.{name}"):
                self._reach(visit, site, found)

    def missing(self, visit: Visit, site: ImportSite, name: str, parent: Module | None) -> None:
        """An import for which there is no file, in a package of which there is one."""
        if not self._makes_modules(parent):
            self.report(visit, site, "missing", name)

    def compiled(self, visit: Visit, site: ImportSite, found: Module) -> None:
        """An import of machine code."""
        self.report(visit, site, "compiled", found.name, found.file)

    def report(self, visit: Visit, site: ImportSite, kind: FaultKind, name: str, detail: str = "") -> None:
        """A fault, unless it is handled, or lies in a distribution that may well know better."""
        need = weaker(visit.need, site.need)
        foreign = visit.module.origin == "installed"
        top = name.partition(".")[0]
        # a distribution computes names, and makes submodules as it runs (six.moves); only the rest is certain
        if foreign and (need != "always" or kind == "computed" or (kind == "missing" and name != top)):
            return
        if need == "optional":
            return
        if kind == "missing" and (version := removed_in(top, self.finder.python)):
            kind, detail = "removed", version
        certain = need == "always" and kind != "computed"
        self.faults.append(CodeFault(kind, *visit.place(site), name, detail, certain))

    def _reach(self, visit: Visit, site: ImportSite, found: Module) -> bool:
        if found.is_compiled:
            self.compiled(visit, site, found)
            return False
        cause = visit.place(site) if found.origin == "installed" else None
        self.add(found, weaker(visit.need, site.need), cause)
        return True

    def _makes_modules(self, parent: Module | None) -> bool:
        visit = self.visits.get(parent.name) if parent and parent.origin == "installed" else None
        return visit is not None and any(sign in visit.text for sign in MAKES_MODULES)


def _syntax_fault(visit: Visit, error: Exception) -> CodeFault:
    """The parser's words and place; of what is nested too deeply for it there is no place."""
    line, column = (getattr(error, name, None) or 1 for name in ("lineno", "offset"))
    return CodeFault(
        "syntax",
        visit.module.file or visit.module.archive_name,
        line,
        max(1, column),
        visit.module.name,
        getattr(error, "msg", str(error)),
        certain=visit.need == "always",
    )


def weaker(one: Need, other: Need) -> Need:
    """The weaker of two needs."""
    return max(one, other, key=NEEDS.index)


def _each_once(sites: tuple[ImportSite, ...]) -> Iterable[ImportSite]:
    """The first of those that import the same and are needed as much."""
    first: dict[tuple[str, tuple[str, ...], Need, bool], ImportSite] = {}
    for site in sites:
        first.setdefault((site.module, site.names, site.need, site.computed), site)
    return first.values()


def _read(text: bytes, package: str, python: tuple[int, int]) -> tuple[ImportSite, ...]:
    """Handlers share most of their files; the answer depends on nothing but the arguments."""
    key = (blake2b(text, digest_size=16).digest(), package, python)
    if key not in _cache:
        if len(_cache) >= MOST_CACHED:
            _cache.clear()
        _cache[key] = read_imports(text, package=package, python=python)
    return _cache[key]
