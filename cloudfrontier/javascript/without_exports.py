"""A function's code without the lines that let a test load it: `export { handler }`, `module.exports = …`.

Every other character keeps its line and column, so that findings and stack traces still fit the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfrontier.javascript.members import path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["EXPORT_NAMES", "Stripped", "without_exports"]

WORDS = re.compile(r"export\s+(?:default\s+)?")
EXPORT_NAMES = frozenset({"define", "exports", "module"})
"""What the module systems of Node.js and of older browsers define, and no runtime has."""


@dataclass(frozen=True)
class Stripped:
    """The code without its exports; the lines that went, and those of which only the word `export` did."""

    text: str
    removed: tuple[int, ...]
    words: tuple[int, ...] = ()


def without_exports(source: JsSource) -> Stripped:
    """Blank out exports at the top level; the code as it is if there are none or it cannot be read."""
    text = source.text
    lines: set[int] = set()
    words: set[int] = set()
    for start, end in sorted(_spans(source), reverse=True):
        is_word = WORDS.fullmatch(text, start, end) is not None
        text = text[:start] + re.sub(r"[^\r\n]", " ", text[start:end]) + text[end:]
        (words if is_word else lines).add(source.position(start)[0])
    return Stripped(text, tuple(sorted(lines)), tuple(sorted(words)))


def _spans(source: JsSource) -> Iterator[tuple[int, int]]:
    for statement in source.statements:
        start, end = statement.range
        match statement.type:
            case "ExportNamedDeclaration" if statement.declaration is None and statement.source is None:
                yield start, end
            case "ExportNamedDeclaration" if statement.declaration is not None:
                yield start, statement.declaration.range[0]
            case "ExportDefaultDeclaration":
                yield from _default(statement)
            case "ExpressionStatement" if _is_export(statement.expression):
                yield start, end


def _default(statement: Node) -> Iterator[tuple[int, int]]:
    """`export default handler;` goes; of `export default function handler…` the function stays."""
    start, end = statement.range
    inner = statement.declaration
    if inner.type == "Identifier":
        yield start, end
    elif inner.type == "FunctionDeclaration" and inner.id is not None:
        yield start, inner.range[0]


def _is_export(expression: Node) -> bool:
    """`module.exports = …`, `exports.a = exports.b = …`, `Object.defineProperty(exports, …)`."""
    if expression.type == "CallExpression" and path(expression.callee) == "Object.defineProperty":
        return bool(expression.arguments) and (path(expression.arguments[0]) or "") == "exports"
    if expression.type != "AssignmentExpression" or not _has_no_effect(expression.right):
        return False
    written = path(expression.left) or ""
    return written == "module.exports" or written.startswith(("module.exports.", "exports."))


def _has_no_effect(value: Node) -> bool:
    """Whether nothing is lost when the value is not made: names, and objects of names."""
    if value.type == "ObjectExpression":
        return all(item.type == "Property" and item.value.type in PLAIN for item in value.properties)
    return value.type in PLAIN or _is_export(value)


PLAIN = frozenset({"Identifier", "Literal", "MemberExpression", "UnaryExpression"})
