"""Reads what a Python file imports from its syntax alone: running it to find out is not the build's to do.

1. Every import counts, wherever it stands: in a function it runs later, and the zip is all there is then.
2. Below `if TYPE_CHECKING` nothing is imported at run time; a test on `sys.version_info` or `sys.platform`
   is decided for the edge, where both are known.
3. An import whose failure the file handles itself (`except ImportError`, `suppress`) is optional.
4. `import_module` and `__import__` with a literal count as imports; with anything else they are computed.
"""

from __future__ import annotations

import ast
import sys
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from cloudfrontier.rules.bundle.code.conditions import (
    MISSING_MODULE,
    handles,
    holds,
    last_name,
    suppresses,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["NEEDS", "ImportSite", "Need", "absolute", "imports_of", "parse", "read_imports"]

Need = Literal["always", "sometimes", "optional"]
"""always: the file cannot load without it; sometimes: when that line runs; optional: it may be absent."""

NEEDS: tuple[Need, ...] = get_args(Need)
"""From the strongest to the weakest."""

IMPORT_FUNCTIONS = {"import_module", "__import__"}
STATEMENTS = (ast.stmt, ast.excepthandler, ast.match_case)


@dataclass(frozen=True)
class ImportSite:
    """One import: absolute dotted `module`, the `names` of a from-import (no star), where it stands.

    Lines and columns are 1-based, columns counted in bytes of UTF-8, as `ast` counts them. `module` is empty
    where the name is computed, or where dots climb out of the top-level package.
    """

    module: str
    names: tuple[str, ...]
    line: int
    column: int
    need: Need = "always"
    computed: bool = False


def read_imports(source: bytes, *, package: str, python: tuple[int, int]) -> tuple[ImportSite, ...]:
    """Every import of a module of `package` (dotted, empty at the root) that runs under `python`.

    Raises:
        SyntaxError, ValueError, RecursionError: it is no Python, as far as this Python can read.
    """
    return imports_of(parse(source, python), source, package=package, python=python)


def imports_of(
    tree: ast.Module, source: bytes, *, package: str, python: tuple[int, int]
) -> tuple[ImportSite, ...]:
    """The same of a file that is parsed already."""
    calls = any(name.encode() in source for name in IMPORT_FUNCTIONS)
    reader = _Reader(package, python, calls=calls)
    reader.visit_all(tree.body)
    return tuple(reader.sites)


def parse(source: bytes, python: tuple[int, int]) -> ast.Module:
    """The syntax tree of a file, without the parser's warnings: an odd escape in a distribution is not ours.

    Raises:
        SyntaxError, ValueError, RecursionError: as `read_imports`.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            # the syntax of a newer Python than this one cannot be read here
            return ast.parse(source, feature_version=min(python, sys.version_info[:2]))
        except MemoryError:  # so says the parser when its own stack is full
            raise RecursionError("nested too deeply for the parser") from None


def absolute(name: str, package: str) -> str:
    """`name`, which may begin with dots, seen from `package`; empty where the dots climb too far."""
    bare = name.lstrip(".")
    level = len(name) - len(bare)
    if level == 0:
        return name
    parents = package.split(".") if package else []
    if level > len(parents):
        return ""
    return ".".join([*parents[: len(parents) - level + 1], *([bare] if bare else [])])


class _Reader:
    """Walks statements in order; `guards` and `branches` count what encloses the one at hand.

    Expressions are searched for calls only if the file names a function that imports, and without recursion:
    a sum of a thousand strings is nested a thousand deep.
    """

    def __init__(self, package: str, python: tuple[int, int], *, calls: bool) -> None:
        self.package = package
        self.python = python
        self.calls = calls
        self.guards = 0
        self.branches = 0
        self.sites: list[ImportSite] = []

    def visit_all(self, nodes: Iterable[ast.AST]) -> None:
        for node in nodes:
            self.visit(node)

    def visit(self, node: ast.AST) -> None:
        match node:
            case ast.Import():
                for alias in node.names:
                    self._add(node, alias.name)
            case ast.ImportFrom():
                module = absolute("." * node.level + (node.module or ""), self.package)
                self._add(node, module, names=tuple(alias.name for alias in node.names if alias.name != "*"))
            case ast.If():
                self._visit_if(node)
            case ast.Try():
                self._visit_try(node)
            case ast.With(items=items) if any(
                suppresses(item.context_expr, MISSING_MODULE) for item in items
            ):
                self.guards += 1
                self._visit_children(node)
                self.guards -= 1
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self.branches += 1
                self._visit_children(node)
                self.branches -= 1
            case _:
                self._visit_children(node)

    def _visit_children(self, node: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, STATEMENTS):
                self.visit(child)
            else:
                self._search(child)

    def _visit_if(self, node: ast.If) -> None:
        """An `if` with its `elif`, each of which is the `else` of the one before."""
        undecided = 0
        rest: list[ast.stmt] = [node]
        while len(rest) == 1 and isinstance(rest[0], ast.If):
            node = rest[0]
            verdict = holds(node.test, self.python)
            self._search(node.test)
            self.branches += verdict is None
            undecided += verdict is None
            if verdict is not False:
                self.visit_all(node.body)
            rest = [] if verdict else node.orelse
        self.visit_all(rest)
        self.branches -= undecided

    def _visit_try(self, node: ast.Try) -> None:
        guarded = any(handles(handler.type, MISSING_MODULE) for handler in node.handlers)
        self.guards += guarded
        self.visit_all(node.body)
        self.guards -= guarded
        self.branches += 1
        self.visit_all([*node.handlers, *node.orelse])
        self.branches -= 1
        self.visit_all(node.finalbody)

    def _search(self, expression: ast.AST) -> None:
        """Calls that import, anywhere in an expression."""
        for node in ast.walk(expression) if self.calls else ():
            match node:
                case ast.Call(func=function, args=[first, *_]) if last_name(function) in IMPORT_FUNCTIONS:
                    if isinstance(first, ast.Constant) and isinstance(first.value, str):
                        self._add(node, absolute(first.value, self.package))
                    else:
                        self._add(node, "", computed=True)

    def _add(
        self, node: ast.stmt | ast.expr, module: str, *, names: tuple[str, ...] = (), computed: bool = False
    ) -> None:
        need: Need = "optional" if self.guards else "sometimes" if self.branches else "always"
        self.sites.append(ImportSite(module, names, node.lineno, node.col_offset + 1, need, computed))
