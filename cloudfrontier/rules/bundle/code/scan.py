"""Reads one module's syntax tree once: what it binds, calls and looks up, each with its context.

No recursion: code may be nested as deep as its parser allows.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from cloudfrontier.rules.bundle.code.context import Context
from cloudfrontier.rules.bundle.code.names import Names
from cloudfrontier.rules.bundle.code.readers import READERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.rules.bundle.code.module import Module

__all__ = ["Scan"]

QUIET = (ast.expr_context, ast.operator, ast.boolop, ast.cmpop, ast.unaryop)


class Scan:
    """What was read so far; `todo` holds what is still to be read."""

    def __init__(self, module: Module, python: tuple[int, int]) -> None:
        self.module = module
        self.python = python
        self.names = Names(module.package)
        self.todo: list[tuple[ast.AST, Context]] = []
        self.calls: list[tuple[ast.Call, Context]] = []
        self.lookups: list[tuple[ast.Subscript, Context]] = []
        self.imports: list[tuple[str, ast.stmt]] = []
        self.functions: set[str] = set()

    def run(self, tree: ast.Module) -> None:
        """Read a module from its top."""
        self.put(tree.body, Context())
        while self.todo:
            node, context = self.todo.pop()
            if reader := READERS.get(type(node)):
                reader(self, node, context)
            else:
                self.put(ast.iter_child_nodes(node), context)

    def put(self, nodes: Iterable[ast.AST | None], context: Context) -> None:
        """Read these later; None stands for parts that are not there."""
        self.todo.extend((node, context) for node in nodes if node and not isinstance(node, QUIET))
