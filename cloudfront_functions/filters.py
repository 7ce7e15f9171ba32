"""The only way for a value into JavaScript: `js_*` filters, which give marked text, and a check for the mark.

A template that outputs a bare value is refused while it is rendered, whatever the value is. So no path,
header or name that a user writes can end a string, a comment or a script.
"""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["FILTERS", "Js", "UnmarkedValueError", "only_marked"]

IDENTIFIER = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
RESERVED = frozenset({
    "arguments", "async", "await", "break", "case", "catch", "class", "const", "continue", "debugger",
    "default", "delete", "do", "else", "enum", "eval", "export", "extends", "false", "finally", "for",
    "function", "if", "implements", "import", "in", "instanceof", "interface", "let", "new", "null",
    "package", "private", "protected", "public", "return", "static", "super", "switch", "this", "throw",
    "true", "try", "typeof", "var", "void", "while", "with", "yield",
})  # fmt: skip
COMMENT = re.compile(r"[\w. ()/:,;-]*", re.ASCII)
# What ends a script element, or begins or ends a comment of HTML, where the source is pasted into a page.
ENDINGS = {"</": "<\\/", "<!": "\\u003c!", "-->": "--\\u003e", "\x7f": "\\u007f"}


class Js(str):
    """Text that is JavaScript: a literal, a name or a comment made by a filter."""

    __slots__ = ()


class UnmarkedValueError(TypeError):
    """A template outputs a value that went through no filter, or the wrong one: the template's fault."""


def only_marked(value: object) -> Js:
    """Let JavaScript through, refuse everything else.

    Raises:
        UnmarkedValueError: the value is not marked.
    """
    if isinstance(value, Js):
        return value
    raise UnmarkedValueError(f"a template outputs {type(value).__name__} {value!r} without a js_* filter")


def js_string(value: str) -> Js:
    r"""A string literal in ASCII: no quote, line break, `</` or `<!--` of the value is one in the source.

    Everything beyond ASCII comes out as `\uXXXX`, lone surrogates and U+2028 too.
    """
    literal = json.dumps(str(value), ensure_ascii=True)
    for text, safe in ENDINGS.items():
        literal = literal.replace(text, safe)
    return Js(literal)


def js_number(value: object) -> Js:
    """A finite number literal.

    Raises:
        UnmarkedValueError: it is a boolean, no number, or not finite.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise UnmarkedValueError(f"{value!r} is no number literal")
    return Js(repr(value) if value >= 0 else f"({value!r})")


def js_ident(value: str) -> Js:
    """A name that both runtimes take as a variable.

    Raises:
        UnmarkedValueError: it is no identifier in ASCII, or reserved.
    """
    if not IDENTIFIER.fullmatch(value) or value in RESERVED:
        raise UnmarkedValueError(f"{value!r} is no name of a variable")
    return Js(value)


def js_names(values: Sequence[str]) -> Js:
    """Names of variables, with commas between them.

    Raises:
        UnmarkedValueError: one is no identifier in ASCII, or reserved.
    """
    return Js(", ".join(map(js_ident, values)))


def js_object(value: object, *, lines: bool = False) -> Js:
    """A literal of JSON: objects with quoted keys, lists, strings, numbers, true, false, null.

    With `lines` every entry of the outermost object or list stands on a line of its own.

    Raises:
        UnmarkedValueError: it holds something else, or the key `__proto__`, which would set the prototype.
    """
    match value:
        case None | True | False:
            return Js({None: "null", True: "true", False: "false"}[value])
        case str():
            return js_string(value)
        case int() | float():
            return js_number(value)
        case dict():
            return braced(
                "{}", [f"{js_key(key)}: {js_object(item)}" for key, item in value.items()], lines=lines
            )
        case list() | tuple():
            return braced("[]", [js_object(item) for item in value], lines=lines)
    raise UnmarkedValueError(f"{type(value).__name__} is no JSON")


def js_key(name: str) -> Js:
    """A quoted key of an object literal."""
    if name == "__proto__":
        raise UnmarkedValueError("an object literal cannot have the key `__proto__`")
    return js_string(name)


def braced(braces: str, entries: Sequence[str], *, lines: bool) -> Js:
    """Entries between braces, on one line or each on its own."""
    before, between, after = ("\n    ", ",\n    ", "\n") if lines and entries else ("", ", ", "")
    return Js(braces[0] + before + between.join(entries) + after + braces[1])


def js_comment(value: str) -> Js:
    """Words inside a line comment: plain ASCII, nothing that ends it.

    Raises:
        UnmarkedValueError: it holds another character.
    """
    if not COMMENT.fullmatch(value):
        raise UnmarkedValueError(f"{value!r} cannot stand in a comment")
    return Js(value)


FILTERS: dict[str, Callable[..., Js]] = {
    function.__name__: function
    for function in (js_comment, js_ident, js_names, js_number, js_object, js_string)
}
"""Name in templates -> filter."""
