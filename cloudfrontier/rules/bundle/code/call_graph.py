"""Which functions of a package run when its modules are imported, and through which calls.

A call is followed by its full name, through names that a package passes on. What is called through a
variable that may be anything, or by a library, is not followed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.rules.bundle.code.facts import Call, ModuleFacts

__all__ = ["CallGraph"]

MOST_HOPS = 10
MOST_FUNCTIONS = 2000


class CallGraph:
    """The calls of all functions, by the full name of the function that they stand in."""

    def __init__(self, modules: tuple[ModuleFacts, ...]) -> None:
        self.modules = {module.module.name: module for module in modules}
        self.functions = {name for module in modules for name in module.functions}
        self.calls: dict[str, list[tuple[ModuleFacts, Call]]] = {}
        for module in modules:
            for call in module.calls:
                if call.when == "function":
                    self.calls.setdefault(call.owner, []).append((module, call))

    def at_import(self) -> Iterator[tuple[ModuleFacts, Call]]:
        """The calls that importing the modules makes, directly."""
        for module in self.modules.values():
            yield from ((module, call) for call in module.calls if call.when != "function")

    def behind(self, call: Call) -> Iterator[tuple[ModuleFacts, Call]]:
        """The calls that a call leads to, nearest first."""
        seen: set[str] = set()
        left = [self.function(call.name)]
        while left and len(seen) < MOST_FUNCTIONS:
            name = left.pop(0)
            if not name or name in seen:
                continue
            seen.add(name)
            for module, inner in self.calls.get(name, ()):
                yield module, inner
                left.append(self.function(inner.name))

    def function(self, name: str) -> str:
        """The function of the package that is called by a full name; empty if it is none."""
        for _ in range(MOST_HOPS):
            plain = name.replace("()", "")
            for candidate in (plain, f"{plain}.__init__"):
                if candidate in self.functions:
                    return candidate
            further = self._passed_on(name)
            if not further or further == name:
                return ""
            name = further
        return ""

    def _passed_on(self, name: str) -> str:
        """What a name of a module stands for there: `app.lib.load` may be `app.lib.io.load`."""
        module, _, last = name.rpartition(".")
        known = self.modules.get(module)
        return known.aliases.get(last, "") if known else ""
