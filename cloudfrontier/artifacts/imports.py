"""Reads what a Python file imports from its syntax alone: running it to find out is not the build's to do.

1. Every import counts, wherever it stands: in a function it runs later, and the zip is all there is then.
2. Below `if TYPE_CHECKING` nothing is imported at run time; a test on `sys.version_info` or `sys.platform`
   is decided for the edge, where both are known.
3. An import whose failure the file handles itself (`except ImportError`, `suppress`) is optional.
4. `import_module` and `__import__` with a literal count as imports; with anything else they are computed.
"""

from __future__ import annotations

import ast
import operator
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["NEEDS", "ImportSite", "Need", "read_imports"]

Need = Literal["always", "sometimes", "optional"]
"""always: the file cannot load without it; sometimes: when that line runs; optional: it may be absent."""

NEEDS: tuple[Need, ...] = get_args(Need)
"""From the strongest to the weakest."""

HANDLES_A_MISSING_MODULE = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}
IMPORT_FUNCTIONS = {"import_module", "__import__"}
STATEMENTS = (ast.stmt, ast.excepthandler, ast.match_case)
EDGE_PLATFORM = "linux"
COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.GtE: operator.ge,
    ast.Gt: operator.gt,
    ast.LtE: operator.le,
    ast.Lt: operator.lt,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


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
    # the syntax of a newer Python than this one cannot be read here
    tree = ast.parse(source, feature_version=min(python, sys.version_info[:2]))
    calls = any(name.encode() in source for name in IMPORT_FUNCTIONS)
    reader = _Reader(package, python, calls=calls)
    reader.visit_all(tree.body)
    return tuple(reader.sites)


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


def holds(test: ast.expr, python: tuple[int, int]) -> bool | None:
    """What `test` is at the edge; None where it depends on more than the version and the platform."""
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            inner = holds(operand, python)
            return None if inner is None else not inner
        case ast.Name(id="TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING"):
            return False
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in COMPARISONS:
            return _compare(_dotted(left), COMPARISONS[type(op)], right, python)
        case _:
            return None


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
            case ast.With(items=items) if any(_suppresses(item.context_expr) for item in items):
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
        guarded = any(_handles_a_missing_module(handler.type) for handler in node.handlers)
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
                case ast.Call(func=function, args=[first, *_]) if _last(function) in IMPORT_FUNCTIONS:
                    if isinstance(first, ast.Constant) and isinstance(first.value, str):
                        self._add(node, absolute(first.value, self.package))
                    else:
                        self._add(node, "", computed=True)

    def _add(
        self, node: ast.stmt | ast.expr, module: str, *, names: tuple[str, ...] = (), computed: bool = False
    ) -> None:
        need: Need = "optional" if self.guards else "sometimes" if self.branches else "always"
        self.sites.append(ImportSite(module, names, node.lineno, node.col_offset + 1, need, computed))


def _compare(
    left: str, compare: Callable[[Any, Any], bool], right: ast.expr, python: tuple[int, int]
) -> bool | None:
    try:
        value = ast.literal_eval(right)
        if left == "sys.platform" and isinstance(value, str):
            return compare(EDGE_PLATFORM, value)
        if left == "sys.version_info[:2]":
            return compare(python, value)
        if left == "sys.version_info" and (len(value) < 3 or value[:2] != python):
            # a longer tuple is greater: version_info, (3, 13, 0, ...), is more than (3, 13)
            return compare((*python, 0), value)
    except (ValueError, TypeError):
        pass
    return None


def _handles_a_missing_module(node: ast.expr | None) -> bool:
    if node is None:
        return True
    types = node.elts if isinstance(node, ast.Tuple) else [node]
    return any(_last(item) in HANDLES_A_MISSING_MODULE for item in types)


def _suppresses(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and _last(node.func) == "suppress"
        and any(_handles_a_missing_module(argument) for argument in node.args)
    )


def _last(node: ast.expr) -> str:
    """The name behind the last dot."""
    return _dotted(node).rpartition(".")[2]


def _dotted(node: ast.expr) -> str:
    """`a.b.c` or `a.b[:2]` as text; empty for anything else."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attribute):
            return f"{_dotted(value)}.{attribute}"
        case ast.Subscript(value=value, slice=ast.Slice(lower=None, upper=ast.Constant(value=2), step=None)):
            return f"{_dotted(value)}[:2]"
        case _:
            return ""
