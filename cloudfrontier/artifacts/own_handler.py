"""Whether `handler = "package.module.function"` names something of the project that Lambda could call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.bundle.code.handler import function_fault, handler_parts
from cloudfrontier.rules.bundle.fault import CodeFault

if TYPE_CHECKING:
    from cloudfrontier.artifacts.modules import SearchPath
    from cloudfrontier.rules.bundle.code.module import Module

__all__ = ["fault_of_handler", "find_handler"]


def find_handler(handler: str, search: SearchPath) -> Module | None:
    """The module of the project that the handler is in."""
    place, _ = handler_parts(handler)
    module = search.find(place) if place else None
    return module if module is not None and module.origin == "project" and module.file else None


def fault_of_handler(handler: str, module: Module | None, search: SearchPath) -> CodeFault | None:
    """Why Lambda could not call it, if it cannot; `module` as `find_handler` found it."""
    if module is not None:
        return function_fault(handler, module, search)
    place, _ = handler_parts(handler)
    path = place.replace(".", "/")
    detail = f"there is neither {path}.py nor {path}/__init__.py" if place else "it names no module"
    return CodeFault("handler", "", 0, 0, handler, detail)
