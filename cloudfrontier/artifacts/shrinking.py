"""Takes docstrings and comments out of the Python that ships, and leaves every line where it is.

Docstrings are in the bytecode too, where a cold start reads them and nobody else does. Tracebacks name the
same file and line as before, and show the code of that line. Only our own handlers are treated so; the code
of a project's own ships as it was written.
"""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["shrink"]

MOST_CACHED = 1024


class Span(NamedTuple):
    """Where a piece of text stands: lines from 1, columns in bytes."""

    line: int
    column: int
    end_line: int
    end_column: int


@lru_cache(MOST_CACHED)
def shrink(source: bytes) -> bytes:
    """The same code without docstrings and whole-line comments; what is no Python stays as it is."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return source
    lines = source.splitlines(keepends=True)
    for span in sorted(_texts(tree), reverse=True):
        _replace(lines, span)
    inside = {number for span in _strings(tree, lines) for number in range(span.line + 1, span.end_line + 1)}
    for number, line in enumerate(lines, start=1):
        # the first lines may say how the file is encoded
        if number > 2 and number not in inside and line.lstrip().startswith(b"#"):
            lines[number - 1] = b"\n"
    return b"".join(lines)


def _texts(tree: ast.AST) -> Iterator[Span]:
    """Statements that are nothing but a text: docstrings of modules, classes, functions and attributes."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.Expr(value=ast.Constant(value=str())):
                yield _span(node)
            case ast.stmt() | ast.excepthandler() | ast.match_case():
                yield from _texts(node)


def _strings(tree: ast.Module, lines: list[bytes]) -> Iterator[Span]:
    """Other strings that span lines: what looks like a comment there is text."""
    if not any(b'"""' in line or b"'''" in line or line.endswith(b"\\\n") for line in lines):
        return
    for node in ast.walk(tree):
        if isinstance(node, (ast.Constant, ast.JoinedStr)) and (node.end_lineno or 0) > node.lineno:
            yield _span(node)


def _span(node: ast.expr | ast.stmt) -> Span:
    return Span(node.lineno, node.col_offset, node.end_lineno or 0, node.end_col_offset or 0)


def _replace(lines: list[bytes], span: Span) -> None:
    """An empty text in place of a text, for a block may hold nothing else; its lines stay, empty."""
    first, last = lines[span.line - 1], lines[span.end_line - 1]
    rest = last[span.end_column :]
    lines[span.line - 1] = first[: span.column] + b'""' + (rest if span.line == span.end_line else b"\n")
    for number in range(span.line, span.end_line):
        lines[number] = b"\n" if number < span.end_line - 1 else rest
