"""Decides by its syntax whether a piece of Python runs at the edge, and whether an import in it may fail.

The edge is Linux and one version of Python, so a test on either has one answer there; what else a test
depends on is not known.
"""

from __future__ import annotations

import ast
import operator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Container

__all__ = ["MISSING_KEY", "MISSING_MODULE", "handles", "holds", "last_name", "suppresses"]

MISSING_MODULE = frozenset({"ImportError", "ModuleNotFoundError", "Exception", "BaseException"})
MISSING_KEY = frozenset({"KeyError", "LookupError", "Exception", "BaseException"})
"""What an `except` names that is met by a module, and by a key, that is not there."""

EDGE_PLATFORM = "linux"
COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.GtE: operator.ge,
    ast.Gt: operator.gt,
    ast.LtE: operator.le,
    ast.Lt: operator.lt,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


def holds(test: ast.expr, python: tuple[int, int]) -> bool | None:
    """What `test` is at the edge; None where it depends on more than the version and the platform."""
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            inner = holds(operand, python)
            return None if inner is None else not inner
        case ast.Name(id="TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING"):
            return False
        case ast.Compare(
            left=ast.Name(id="__name__"), ops=[ast.Eq()], comparators=[ast.Constant(value="__main__")]
        ):
            return False  # Lambda imports the handler; it is never the program
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in COMPARISONS:
            return _compare(_dotted(left), COMPARISONS[type(op)], right, python)
        case _:
            return None


def handles(node: ast.expr | None, errors: Container[str]) -> bool:
    """Whether `except NODE` is met by one of the errors; None for a bare `except`."""
    if node is None:
        return True
    types = node.elts if isinstance(node, ast.Tuple) else [node]
    return any(last_name(item) in errors for item in types)


def suppresses(node: ast.expr, errors: Container[str]) -> bool:
    """Whether `with NODE` is `contextlib.suppress` of such an error."""
    return (
        isinstance(node, ast.Call)
        and last_name(node.func) == "suppress"
        and any(handles(argument, errors) for argument in node.args)
    )


def last_name(node: ast.expr) -> str:
    """The name behind the last dot."""
    return _dotted(node).rpartition(".")[2]


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
