"""Whether `handler = "package.module.function"` names something that Lambda could call.

Lambda splits the string at its last dot, imports what is before and takes the attribute behind it; a mistake
is found only when the deployed function starts. The module is read and not run, so a name that a star import
may bring is taken on trust.

Source: https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html (read in a copy of 2026-04).
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from cloudfrontier.artifacts.imports import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.artifacts.modules import Module, SearchPath

__all__ = ["find_handler", "problem_of_handler"]

STAR = "*"


def find_handler(handler: str, search: SearchPath) -> Module | None:
    """The module of the project that the handler is in."""
    module = search.find(handler.rpartition(".")[0])
    return module if module is not None and module.origin == "project" and module.path else None


def problem_of_handler(handler: str, module: Module | None, python: tuple[int, int]) -> str:
    """Why Lambda could not call it, or nothing; `module` as `find_handler` found it."""
    place, _, function = handler.rpartition(".")
    if not place:
        return "it names no module"
    if module is None or module.path is None:
        path = place.replace(".", "/")
        return f"there is neither {path}.py nor {path}/__init__.py"
    try:
        tree = parse(module.path.read_bytes(), python)
    except (SyntaxError, ValueError, RecursionError):
        return ""  # LAE211 says so
    names = dict(_names(tree.body))
    found = names.get(function)
    if isinstance(found, ast.AsyncFunctionDef):
        return f"{function!r} is `async`, which Lambda does not run"
    if found is None and STAR not in names:
        return f"{module.archive_name} has no {function!r} at its top level"
    return ""


def _names(body: list[ast.stmt]) -> Iterator[tuple[str, ast.stmt]]:
    """What statements bind in their module, and by which; those within `if`, `try` and `with` too."""
    for node in body:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name, node
            case ast.Import() | ast.ImportFrom():
                for alias in node.names:
                    yield alias.asname or alias.name.partition(".")[0], node
            case ast.Assign() | ast.AnnAssign():
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                for name in (name for target in targets for name in ast.walk(target)):
                    if isinstance(name, ast.Name):
                        yield name.id, node
            case _:
                for field in ("body", "orelse", "finalbody"):
                    yield from _names(getattr(node, field, []))
                for handler in getattr(node, "handlers", []):
                    yield from _names(handler.body)
