"""What ships is what was written, without the words: the same code on the same lines."""

from __future__ import annotations

import ast
from pathlib import Path

import aws_lambda_powertools
import pytest

import edge
from cloudfrontier.artifacts.shrinking import shrink
from cloudfrontier.artifacts.untyped import without_typing

EDGE = sorted(Path(edge.__file__).parent.rglob("*.py"))
LOGGER = sorted((Path(aws_lambda_powertools.__file__).parent / "logging").rglob("*.py"))

SOURCE = b'''# coding: utf-8
"""A module
in three lines.
"""
# a comment
from __future__ import annotations
X = """
# no comment
"""  # behind code
class A:
    """Docstring."""
    y: int = 1
    """What y is."""
    def f(self):
        """Only this."""
    def g(self): "one line"; return "text"
'''


class Bare(ast.NodeTransformer):
    """Takes every statement that is nothing but a text out of a tree."""

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        is_text = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        return None if is_text else node


def bare(source: bytes) -> list[tuple[str, int]]:
    tree = Bare().visit(ast.parse(source))
    return [
        (type(node).__name__ + ast.dump(node), node.lineno)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Name, ast.Call, ast.Return, ast.Assign))
    ]


def test_docstrings_and_comments_go_and_nothing_else() -> None:
    assert shrink(SOURCE) == (
        b'# coding: utf-8\n""\n\n\n\nfrom __future__ import annotations\n'
        b'X = """\n# no comment\n"""  # behind code\n'
        b'class A:\n    ""\n    y: int = 1\n    ""\n    def f(self):\n        ""\n'
        b'    def g(self): ""; return "text"\n'
    )


@pytest.mark.parametrize("path", [*EDGE, *LOGGER], ids=lambda path: path.name)
def test_the_code_is_the_same_on_the_same_lines(path: Path) -> None:
    source = path.read_bytes()
    assert bare(shrink(source)) == bare(source)
    assert shrink(source).count(b"\n") == source.count(b"\n")


@pytest.mark.parametrize("source", [b"def", b"\x00", b"(" * 500, b"# \xff\n"], ids=repr)
def test_what_is_no_python_stays_as_it_is(source: bytes) -> None:
    assert shrink(source) == source


def test_typing_is_not_imported_where_only_checkers_need_it() -> None:
    source = b"from typing import NamedTuple, TYPE_CHECKING\nif TYPE_CHECKING:\n    import os\n\nx = 1\n"
    assert without_typing(source) == b"from edge.record import NamedTuple\n\n\n\nx = 1\n"


@pytest.mark.parametrize(
    "source",
    [
        b"from typing import TYPE_CHECKING, Any\nif TYPE_CHECKING:\n    import os\n",
        b"from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import os\nelse:\n    os = None\n",
        b"from typing import TYPE_CHECKING\nprint(TYPE_CHECKING)\n",
        b"import typing\n",
    ],
    ids=["another name", "else", "used", "whole"],
)
def test_a_module_that_needs_typing_keeps_it(source: bytes) -> None:
    assert without_typing(source) == source


@pytest.mark.parametrize("path", EDGE, ids=lambda path: path.name)
def test_no_module_of_ours_needs_typing_at_the_edge(path: Path) -> None:
    if path.name == "events.py":
        pytest.skip("types alone: it is imported by checkers only, and never ships")
    tree = ast.parse(without_typing(path.read_bytes()))
    imported = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert "typing" not in imported
