"""Whether the function that a handler string names is there, and can be called as Lambda calls it.

Lambda imports the module before the last dot, takes the attribute behind it and calls that with an event and
a context; a mistake shows only when the deployed function starts. The module is read and not run, so a name
that may be made as it runs is taken on trust, and so is what a decorator or a call gives back.

Sources: https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html (read in a copy of 2026-04); the
slash is `modname.replace("/", ".")` of awslambdaric 4.2.2, the runtime's own client.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfrontier.rules.bundle.code.imports import absolute, parse
from cloudfrontier.rules.bundle.code.module import Module
from cloudfrontier.rules.bundle.code.places import characters
from cloudfrontier.rules.bundle.fault import CodeFault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.rules.bundle.code.module import Finder

__all__ = ["function_fault", "handler_parts"]

STAR = "*"
MOST_HOPS = 10
Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


@dataclass(frozen=True)
class _Found:
    """What binds the name, and where it was found after following imports."""

    node: ast.AST
    module: Module
    text: bytes


def handler_parts(handler: str) -> tuple[str, str]:
    """Module and function of a handler string; the module is empty where none is named."""
    module, _, function = handler.rpartition(".")
    return module.replace("/", "."), function


def function_fault(handler: str, module: Module, finder: Finder) -> CodeFault | None:
    """Why Lambda could not call the function, if it cannot; `module`: the one that the handler names.

    A fault in the signature stands where the function is defined, one about the name at the file's top.
    """
    _, function = handler_parts(handler)
    found = _find(function, module, finder)
    if isinstance(found, str):
        return CodeFault("handler", module.file, 0, 0, handler, found) if found else None
    node = _value(found.node)
    if not isinstance(node, Function):
        return None
    column = characters(found.text, node.lineno, node.col_offset + 1)
    place = (found.module.file, node.lineno, column)
    if problem := _not_called(function, node):
        return CodeFault("handler", *place, handler, problem)
    if getattr(node, "decorator_list", None):
        return None
    problem = _arguments_problem(node.args)
    return CodeFault("arguments", *place, handler, problem) if problem else None


def _find(function: str, module: Module, finder: Finder) -> _Found | str:
    """What binds the name, through the imports that pass it on; else why not, empty for what is on trust."""
    shown = module.archive_name
    for _ in range(MOST_HOPS):
        text = finder.read(module)
        try:
            tree = parse(text, finder.python)
        except (SyntaxError, ValueError, RecursionError):
            return ""  # LAE211 says so
        bound = list(_names(tree.body))
        nodes = [node for name, node in bound if name == function]
        if not nodes:
            trusted = any(name in {STAR, "__getattr__"} for name, _ in bound) or _makes_names(tree)
            return "" if trusted else f"{shown} has no {function!r} at its top level"
        node = nodes[-1]
        if len(nodes) > 1 and node not in tree.body:
            return ""  # which of them it is depends on what is known when it runs
        if not isinstance(node, ast.ImportFrom):
            return _Found(node, module, text)
        origin = next(alias.name for alias in node.names if (alias.asname or alias.name) == function)
        source = absolute("." * node.level + (node.module or ""), module.package)
        nearer = finder.find(source) if source else None
        if nearer is None or not nearer.file or nearer.is_compiled or nearer.origin == "installed":
            return ""  # LAE208 says what cannot be imported
        module, function = nearer, origin
    return ""


def _value(node: ast.AST) -> ast.AST:
    """What `name = value` gives the name; any other statement is itself."""
    match node:
        case ast.Assign(targets=[ast.Name()], value=value):
            return value
        case _:
            return node


def _not_called(name: str, node: Function) -> str:
    """A coroutine and a generator are no answer: the runtime cannot write them as JSON."""
    if isinstance(node, ast.AsyncFunctionDef):
        return f"{name!r} is `async`, which Lambda does not run"
    if isinstance(node, ast.FunctionDef) and any(_yields(node)) and not node.decorator_list:
        return f"{name!r} is a generator (it has `yield`), which Lambda does not run"
    return ""


def _arguments_problem(taken: ast.arguments) -> str:
    positional = len(taken.posonlyargs) + len(taken.args)
    required = positional - len(taken.defaults)
    if positional < 2 and taken.vararg is None:
        return f"it takes {positional} of the 2 arguments that Lambda passes, `event` and `context`"
    if required > 2:
        return f"it needs {required} arguments; Lambda passes 2, `event` and `context`"
    missing = [
        argument.arg
        for argument, default in zip(taken.kwonlyargs, taken.kw_defaults, strict=True)
        if default is None
    ]
    return f"it needs the keyword argument {missing[0]!r}; Lambda passes none" if missing else ""


def _yields(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """The `yield`s of the function itself, not of those within it."""
    left: list[ast.AST] = list(function.body)
    while left:
        node = left.pop()
        if isinstance(node, ast.Yield | ast.YieldFrom):
            yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            left.extend(ast.iter_child_nodes(node))


def _makes_names(tree: ast.Module) -> bool:
    """Whether names of the module may be bound by a function."""
    for node in ast.walk(tree):
        match node:
            case ast.Global() | ast.Call(func=ast.Name(id="globals" | "exec" | "setattr" | "vars")):
                return True
    return False


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
                    if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store):
                        yield name.id, node
            case _:
                for field in ("body", "orelse", "finalbody"):
                    yield from _names(getattr(node, field, []))
                for handler in getattr(node, "handlers", []):
                    yield from _names(handler.body)
