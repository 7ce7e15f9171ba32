"""The last look at a function's code before it is run: a strict compile in the engine, which runs none of it.

The parser misses a good half of the early errors (a second `let a`, `/(/`); the engine misses hardly any.
It knows no modules here, so an import is rewritten to a `var` of the same length: positions stay those of
the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.javascript.dialect import STRING
from cloudfrontier.javascript.engine import Context, EngineError, column_in
from cloudfrontier.javascript.parse import Fault
from cloudfrontier.javascript.tree import walk

if TYPE_CHECKING:
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["REQUIRE", "as_script", "compile_strict"]

REQUIRE = "\u0280"
"""What rewritten imports ask for a module: a name that the gate refuses, so that no function can have it."""

# `throw` ends the run before the function's first statement; a text that does not compile never gets so far
PROLOGUE = '"use strict";throw 0;'
ESCAPED = re.compile(r"\\(0(?=\d)|.)", re.DOTALL)
EXPORTS = frozenset({"ExportAllDeclaration", "ExportDefaultDeclaration", "ExportNamedDeclaration"})
CPU_SECONDS = 1.0
MEMORY_BYTES = 64 * 1024 * 1024


def as_script(source: JsSource) -> str:
    r"""The text with imports, exports, `#!` and `\0` before a digit rewritten, so that the engine takes it.

    Every character after them keeps its line and column. Exports are refused by the gate: here they only do
    not hide what else is wrong.
    """
    text = source.text
    for offset, construct in source.noted:
        if construct == "octal-escape" and (string := STRING.match(text, offset)):
            plain = ESCAPED.sub(as_one_character, string[0])
            text = text[:offset] + plain + text[string.end() :]
    for node in reversed(source.statements):
        start, end = node.range
        if node.type == "ImportDeclaration":
            text = text[:start] + as_variable(node, text[start:end]) + text[end:]
        elif node.type in EXPORTS:
            text = text[:start] + without_export(node, text[start:end]) + text[end:]
    return "//" + text[2:] if text.startswith("#!") else text


def as_one_character(escape: re.Match[str]) -> str:
    """An escaped U+0000 as itself, where an octal escape would begin."""
    return "\\\0" if escape[1] == "0" else escape[0]


def as_variable(node: Node, written: str) -> str:
    """`import name from 'module'` as a call: it is shorter, and padded to end at the same place."""
    names = [item.local.name for item in node.specifiers] or ["_"]
    call = f"var {names[0]}={REQUIRE}({node.source.raw})"
    ending = ";" if written.endswith(";") else ""
    last_line = written.rsplit("\n", 1)[-1]
    if "\n" in written:
        call += "\n" * written.count("\n")
        return call + " " * (len(last_line) - len(ending)) + ending
    return call + " " * (len(written) - len(call) - len(ending)) + ending


def without_export(node: Node, written: str) -> str:
    """What is exported, as a statement of its own; white space where it is only named."""
    if node.declaration is None:
        return re.sub(r"[^\r\n]", " ", written)
    if node.type == "ExportNamedDeclaration":
        return written.replace("export", "      ", 1)
    # a function without a name is an expression
    return written.replace("export", "void  ", 1).replace("default", "       ", 1)


def compile_strict(source: JsSource) -> Fault | None:
    """What the engine has against the code, or None. The code must have been parsed; nothing of it is run."""
    context = Context()
    context.limit(memory_bytes=MEMORY_BYTES, cpu_seconds=CPU_SECONDS)
    script = PROLOGUE + as_script(source)
    try:
        context.evaluate(script)
    except EngineError as error:
        return None if error.message == "0" else fault_of(source, script, error)
    return None


def fault_of(source: JsSource, script: str, error: EngineError) -> Fault:
    """The engine's error in the text's own positions."""
    message = re.sub(r"^SyntaxError: ", "", error.message)
    if message.startswith("RangeError: "):
        return Fault("nested too deeply to be compiled", 1, 1)
    if error.line == 0:
        return Fault(message, *position_of_bad_pattern(source))
    column = column_in(script, error.line, error.column)
    return Fault(message, error.line, max(column - len(PROLOGUE) if error.line == 1 else column, 1))


def position_of_bad_pattern(source: JsSource) -> tuple[int, int]:
    """The engine gives no position for a regular expression that it refuses: find the first such literal."""
    for node in walk(source.tree) if source.tree is not None else ():
        if node.type == "Literal" and node.regex is not None:
            start, end = node.range
            try:
                Context().evaluate(PROLOGUE + source.text[start:end])
            except EngineError as error:
                if error.message != "0":
                    return source.position(start)
    return 1, 1
