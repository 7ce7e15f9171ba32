"""Pieces of JavaScript as lists of lines: blocks, and choices that look at few of their cases.

A `switch` tries its cases one after another. Where there are many, they are halved first, so that the work of
a choice grows with the logarithm of their number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfront_functions.filters import Js, js_number, js_string

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Lines", "block", "choose", "joined", "literal", "when"]

Lines = list[str]
"""Lines of code, indented against each other, without line breaks."""

STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
PARENTHESES = re.compile(r"\([^()]*\)")

TOGETHER = 8
"""So many cases are tried one after another."""


def joined(lines: Lines, *, indent: int = 0) -> Js:
    """The lines as text, each ending with a line break."""
    return Js("".join(f"{' ' * indent}{line}\n" for line in lines))


def block(head: str, body: Lines) -> Lines:
    """A head and its body in braces."""
    return [f"{head} {{", *(f"    {line}" for line in body), "}"]


def when(condition: str, body: Lines) -> Lines:
    """The body where a condition holds; an empty condition always does.

    A body that is one `if` itself gives one with both conditions.
    """
    if not condition:
        return body
    if is_one_if(body):
        inner = body[0].removeprefix("if (").removesuffix(") {")
        return [f"if ({operand(condition)} && {operand(inner)}) {{", *body[1:]]
    return block(f"if ({condition})", body)


def is_one_if(body: Lines) -> bool:
    """Whether there is nothing but one `if` without an `else`."""
    outermost = [line for line in body if not line.startswith(" ")]
    return len(outermost) == 2 and outermost[0].startswith("if (") and body[-1] == "}"


def operand(condition: str) -> str:
    """A condition as it stands beside `&&`."""
    outermost = STRING.sub("", condition)
    while (inner := PARENTHESES.sub("", outermost)) != outermost:
        outermost = inner
    return f"({condition})" if "||" in outermost else condition


def literal(value: str | int) -> Js:
    """A string or a number."""
    return js_string(value) if isinstance(value, str) else js_number(value)


def choose(subject: str, cases: Mapping[str, Lines] | Mapping[int, Lines]) -> Lines:
    """The body of the case that equals the subject, an expression without side effects.

    A body either returns or runs to its end.
    """
    items: list[tuple[str | int, Lines]] = [*cases.items()]
    # engines order strings beyond ASCII in two ways, by code points and by halves of surrogate pairs
    halved = sorted((item for item in items if is_ordered(item[0])), key=lambda item: item[0])
    others = [item for item in items if not is_ordered(item[0])]
    return [*(halves(subject, halved) if halved else []), *(several(subject, others) if others else [])]


def is_ordered(value: str | int) -> bool:
    """Whether every engine puts it in the same place."""
    return isinstance(value, int) or value.isascii()


def halves(subject: str, items: Sequence[tuple[str | int, Lines]]) -> Lines:
    """A choice among items in ascending order."""
    if len(items) <= TOGETHER:
        return several(subject, items)
    middle = len(items) // 2
    return [
        f"if ({subject} < {literal(items[middle][0])}) {{",
        *(f"    {line}" for line in halves(subject, items[:middle])),
        "} else {",
        *(f"    {line}" for line in halves(subject, items[middle:])),
        "}",
    ]


def several(subject: str, items: Sequence[tuple[str | int, Lines]]) -> Lines:
    """A choice among few."""
    if len(items) == 1:
        value, body = items[0]
        return when(f"{subject} === {literal(value)}", body)
    lines = [f"switch ({subject}) {{"]
    for value, body in items:
        lines += [f"case {literal(value)}:", *(f"    {line}" for line in body)]
        if not body or not body[-1].startswith("return"):
            lines.append("    break;")
    return [*lines, "}"]
