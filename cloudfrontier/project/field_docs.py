"""What the docstrings below the fields of the model's classes say; editors show it.

They are read when a schema is asked for. To let pydantic read them while it makes the classes costs every
command that knows a project as much as it takes to make them.
"""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from itertools import pairwise

__all__ = ["field_docs"]


def field_docs(model: type) -> dict[str, str]:
    """The text below each field of a class, and of those that it derives from, by the field's name."""
    docs: dict[str, str] = {}
    for base in reversed(model.__mro__[:-1]):
        docs |= _of_module(base.__module__).get(base.__name__, {})
    return docs


@cache
def _of_module(name: str) -> dict[str, dict[str, str]]:
    """The texts of every class at the top of a module, by the names of class and field."""
    try:
        tree = ast.parse(inspect.getsource(sys.modules[name]))
    except OSError:
        return {}  # installed without sources: the schema holds all the same, and describes less
    return {node.name: _of_class(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _of_class(node: ast.ClassDef) -> dict[str, str]:
    docs = {}
    for field, text in pairwise(node.body):
        match field, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(doc))):
                docs[name] = inspect.cleandoc(doc)
    return docs
