"""How a scan reads each kind of syntax that binds names, makes calls, or decides when something runs."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.rules.bundle.code.conditions import MISSING_KEY, handles, holds, suppresses
from cloudfrontier.rules.bundle.code.context import Context

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudfrontier.rules.bundle.code.scan import Scan

__all__ = ["READERS"]

Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


def _read_call(scan: Scan, node: ast.Call, context: Context) -> None:
    scan.calls.append((node, context))
    scan.put((node.func, *node.args, *node.keywords), context)


def _read_subscript(scan: Scan, node: ast.Subscript, context: Context) -> None:
    scan.lookups.append((node, context))
    scan.put((node.value, node.slice), context)


def _read_import(scan: Scan, node: ast.Import | ast.ImportFrom, _context: Context) -> None:
    scan.names.bind_import(node)
    if isinstance(node, ast.Import):
        scan.imports.extend((alias.name, node) for alias in node.names)
    elif not node.level and node.module:
        scan.imports.append((node.module, node))


def _read_function(scan: Scan, node: ast.FunctionDef | ast.AsyncFunctionDef, context: Context) -> None:
    full = _full_name(scan, node.name, context)
    scan.functions.add(full)
    if not context.is_class:
        scan.names.bind(node.name, "" if context.scope else full)
    taken = _arguments(node.args)
    scan.put((*node.decorator_list, *node.args.defaults, *node.args.kw_defaults), context)
    if context.is_class and taken:
        # `self`: in a module with two classes it means neither
        scan.names.bind(taken.pop(0).arg, f"{scan.module.name}.{context.scope}()")
    for argument in taken:
        scan.names.bind(argument.arg, "")
    scope = f"{context.scope}.{node.name}".lstrip(".")
    scan.put(node.body, Context("function", full, scope))


def _read_lambda(scan: Scan, node: ast.Lambda, context: Context) -> None:
    scan.put((*node.args.defaults, *node.args.kw_defaults), context)
    for argument in _arguments(node.args):
        scan.names.bind(argument.arg, "")
    scan.put((node.body,), replace(context, when="function", owner=f"{context.owner}.<lambda>"))


def _read_class(scan: Scan, node: ast.ClassDef, context: Context) -> None:
    if not context.scope:
        scan.names.bind(node.name, _full_name(scan, node.name, context))
    scan.put((*node.decorator_list, *node.bases, *node.keywords), context)
    scope = f"{context.scope}.{node.name}".lstrip(".")
    scan.put(node.body, replace(context, scope=scope, is_class=True))


def _read_if(scan: Scan, node: ast.If, context: Context) -> None:
    verdict = holds(node.test, scan.python)
    scan.put((node.test,), context)
    inner = context.branch() if verdict is None else context
    if verdict is not False:
        scan.put(node.body, inner)
    if verdict is not True:
        scan.put(node.orelse, inner)


def _read_try(scan: Scan, node: ast.Try, context: Context) -> None:
    guarded = any(handles(handler.type, MISSING_KEY) for handler in node.handlers)
    scan.put(node.body, replace(context, is_guarded=True) if guarded else context)
    scan.put((*node.handlers, *node.orelse), context.branch())
    scan.put(node.finalbody, context)


def _read_with(scan: Scan, node: ast.With | ast.AsyncWith, context: Context) -> None:
    suppressed = any(suppresses(item.context_expr, MISSING_KEY) for item in node.items)
    for item in node.items:
        scan.put((item.context_expr,), context)
        if isinstance(item.optional_vars, ast.Name):
            scan.names.bind_value(item.optional_vars.id, item.context_expr)
        else:
            scan.put((item.optional_vars,), context)
    scan.put(node.body, replace(context, is_guarded=True) if suppressed else context)


def _read_loop(scan: Scan, node: ast.For | ast.AsyncFor | ast.While, context: Context) -> None:
    if isinstance(node, ast.While):
        scan.put((node.test,), context)
    else:
        scan.put((node.iter, node.target), context)
    scan.put((*node.body, *node.orelse), context.branch())


def _read_match(scan: Scan, node: ast.Match, context: Context) -> None:
    scan.put((node.subject,), context)
    scan.put(node.cases, context.branch())


def _read_choice(scan: Scan, node: ast.IfExp, context: Context) -> None:
    scan.put((node.test,), context)
    scan.put((node.body, node.orelse), context.branch())


def _read_and_or(scan: Scan, node: ast.BoolOp, context: Context) -> None:
    scan.put(node.values[:1], context)
    scan.put(node.values[1:], context.branch())


def _read_comprehension(scan: Scan, node: Comprehension, context: Context) -> None:
    first, *others = node.generators
    scan.put((first.iter,), context)
    inner = context.branch()
    scan.put((first.target, *first.ifs, *others), inner)
    parts = (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,)
    scan.put(parts, inner)


def _read_assign(scan: Scan, node: ast.Assign | ast.AnnAssign, context: Context) -> None:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    if node.value is not None:
        scan.put((node.value,), context)
    for target in targets:
        if isinstance(target, ast.Name) and node.value is not None:
            scan.names.bind_value(target.id, node.value)
        else:
            scan.put((target,), context)


def _read_name(scan: Scan, node: ast.Name, _context: Context) -> None:
    """A name that is bound by a loop, an unpacking or the like means nothing that is known."""
    if not isinstance(node.ctx, ast.Load):
        scan.names.bind(node.id, "")


def _full_name(scan: Scan, name: str, context: Context) -> str:
    return ".".join(filter(None, (scan.module.name, context.scope, name)))


def _arguments(taken: ast.arguments) -> list[ast.arg]:
    others = [argument for argument in (taken.vararg, taken.kwarg) if argument]
    return [*taken.posonlyargs, *taken.args, *taken.kwonlyargs, *others]


READERS: dict[type[ast.AST], Callable[..., None]] = {
    ast.Call: _read_call,
    ast.Subscript: _read_subscript,
    ast.Import: _read_import,
    ast.ImportFrom: _read_import,
    ast.FunctionDef: _read_function,
    ast.AsyncFunctionDef: _read_function,
    ast.Lambda: _read_lambda,
    ast.ClassDef: _read_class,
    ast.If: _read_if,
    ast.Try: _read_try,
    ast.TryStar: _read_try,
    ast.With: _read_with,
    ast.AsyncWith: _read_with,
    ast.For: _read_loop,
    ast.AsyncFor: _read_loop,
    ast.While: _read_loop,
    ast.Match: _read_match,
    ast.IfExp: _read_choice,
    ast.BoolOp: _read_and_or,
    ast.Assign: _read_assign,
    ast.AnnAssign: _read_assign,
    ast.Name: _read_name,
    **dict.fromkeys((ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp), _read_comprehension),
}
"""Kind of node -> reader, called with scan, node and context; of other kinds all parts are read."""
