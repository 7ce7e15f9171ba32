"""From a module's syntax tree to its facts: scanned, and its names resolved."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from cloudfrontier.rules.bundle.code.facts import UNKNOWN, Argument, Call, Lookup, ModuleFacts, Place
from cloudfrontier.rules.bundle.code.places import LinePlaces
from cloudfrontier.rules.bundle.code.scan import Scan

if TYPE_CHECKING:
    from cloudfrontier.rules.bundle.code.context import Context
    from cloudfrontier.rules.bundle.code.module import Module
    from cloudfrontier.rules.bundle.code.names import Names

__all__ = ["module_facts"]


def module_facts(module: Module, tree: ast.Module, text: bytes, python: tuple[int, int]) -> ModuleFacts:
    """What the module does."""
    scan = Scan(module, python)
    scan.run(tree)
    aliases = scan.names.close()
    places = LinePlaces(text)
    return ModuleFacts(
        module,
        "always",
        tuple(call for item in scan.calls if (call := _call(*item, scan.names, places))),
        tuple(found for item in scan.lookups if (found := _lookup(*item, scan.names, places))),
        aliases,
        frozenset(scan.functions),
        tuple((name, _place(node, places)) for name, node in scan.imports),
    )


def _call(node: ast.Call, context: Context, names: Names, places: LinePlaces) -> Call | None:
    name = names.full(node.func)
    if not name:
        return None
    return Call(
        name,
        _place(node, places),
        context.when,
        context.owner,
        tuple(_argument(item, names) for item in node.args if not isinstance(item, ast.Starred)),
        {keyword.arg: _argument(keyword.value, names) for keyword in node.keywords if keyword.arg},
        is_open=any(isinstance(item, ast.Starred) for item in node.args)
        or any(keyword.arg is None for keyword in node.keywords),
        is_guarded=context.is_guarded,
    )


def _lookup(node: ast.Subscript, context: Context, names: Names, places: LinePlaces) -> Lookup | None:
    name = names.full(node.value)
    if not name:
        return None
    key = _argument(node.slice, names).value
    is_assigned = not isinstance(node.ctx, ast.Load)
    return Lookup(name, key, _place(node, places), context.when, is_assigned, context.is_guarded)


def _argument(node: ast.expr, names: Names) -> Argument:
    if isinstance(node, ast.Constant) and not isinstance(node.value, complex | type(...)):
        return Argument(node.value)
    return Argument(UNKNOWN, names.full(node))


def _place(node: ast.expr | ast.stmt, places: LinePlaces) -> Place:
    return Place(node.lineno, places.column(node.lineno, node.col_offset + 1))
