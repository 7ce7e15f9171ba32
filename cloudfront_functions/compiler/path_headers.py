"""Response headers by path as code.

Rules for every path are written down as they are. Between them a tree finds which of the others match, and
their changes are made in the order of the list.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from cloudfront_functions.compiler.code import block, choose, joined
from cloudfront_functions.compiler.expressions import captures_of, fill
from cloudfront_functions.compiler.fragment import Fragment
from cloudfront_functions.compiler.tree import grow
from cloudfront_functions.compiler.tree_code import walk
from cloudfront_functions.filters import Js, js_string
from cloudfront_functions.rules import ALWAYS, Slot, names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cloudfront_functions.compiler.code import Lines
    from cloudfront_functions.rules import HeaderChange, PathHeaders

__all__ = ["headers_fragment"]

HEADERS = "response.headers"


class Noting:
    """Leaves that note the numbers of the rules that match."""

    def lines(self, numbers: tuple[int, ...]) -> Lines:
        """Note them."""
        return [f"matching.push({', '.join(map(str, numbers))});"]


def headers_fragment(rules: Iterable[PathHeaders]) -> Fragment:
    """All changes of the rules that match, in their order."""
    body: Lines = []
    functions: list[Js] = []
    for is_everywhere, group in groupby(rules, key=is_for_all):
        listed = list(group)
        if is_everywhere:
            body += [line for rule in listed for line in changes(rule)]
        else:
            name = f"changeHeaders{len(functions) + 1 if functions else ''}"
            functions.append(tree_function(listed, name))
            body.append(f"{name}(request.uri, response);")
    return Fragment(body, top=Js("\n".join(functions)))


def is_for_all(rule: PathHeaders) -> bool:
    """Whether every path matches, and no value depends on it."""
    rest = rule.source.rest
    is_everywhere = not rule.source.segments and rest is not None and not rest.before and not rest.after
    return is_everywhere and not any(
        isinstance(part, Slot) for change in rule.changes for part in change.value
    )


def changes(rule: PathHeaders) -> Lines:
    """The changes of a rule."""
    captured = captures_of(rule.source, ALWAYS) if names_of(rule.source) else {}
    return [change_line(change, captured) for change in rule.changes]


def change_line(change: HeaderChange, captured: dict[str, str]) -> str:
    """One change."""
    name = js_string(change.name)
    if change.kind == "remove":
        return f"delete {HEADERS}[{name}];"
    value = fill(change.value, captured)
    if change.kind == "add":
        return f"addHeader({HEADERS}, {name}, {value});"
    return f"{HEADERS}[{name}] = {{ value: {value} }};"


def tree_function(rules: Sequence[PathHeaders], name: str) -> Js:
    """A function that finds the rules that match and makes their changes."""
    root = grow((number, rule.source) for number, rule in enumerate(rules))
    cases = {number: changes(rule) for number, rule in enumerate(rules)}
    body = [
        'var parts = uri.split("/");',
        "var matching = [];",
        "var i;",
        *walk(root, Noting()),
        *(["matching.sort(byNumber);"] if len(rules) > 1 else []),
        *block("for (i = 0; i < matching.length; i += 1)", choose("matching[i]", cases)),
    ]
    return joined(block(f"function {name}(uri, response)", body))
