"""Cache-Control as code: a tree for the rules by path, a lookup for extensions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfront_functions.compiler.code import block, joined, when
from cloudfront_functions.compiler.fragment import Fragment
from cloudfront_functions.compiler.tree import grow
from cloudfront_functions.compiler.tree_code import is_orderly, walk
from cloudfront_functions.filters import Js, js_object, js_string

if TYPE_CHECKING:
    from cloudfront_functions.compiler.code import Lines
    from cloudfront_functions.compiler.tree import Node
    from cloudfront_functions.rules.cache_control import CacheControl

__all__ = ["cache_control_fragment"]

HEADER = 'response.headers["cache-control"]'


@dataclass(frozen=True)
class ValueLeaves:
    """Return the value of the first rule that matches, or keep it while others are tried."""

    values: Sequence[str]
    returns: bool

    def lines(self, numbers: tuple[int, ...]) -> Lines:
        """Only the first of rules that stand at one place can be the first of all."""
        number = numbers[0]
        value = js_string(self.values[number])
        if self.returns:
            return [f"return {value};"]
        return when(f"first > {number}", [f"first = {number};", f"found = {value};"])


def cache_control_fragment(step: CacheControl) -> Fragment:
    """Set the header where something decides on it."""
    condition = f"lasting && !{HEADER}" if step.keep else "lasting"
    lines = [
        "lasting = cacheControlOf(request.uri);",
        *when(condition, [f"{HEADER} = {{ value: lasting }};"]),
    ]
    top = "".join(
        [
            f"var LASTING = {js_object(dict(step.extensions))};\n\n" if step.extensions else "",
            value_function(step),
            path_function(step) if step.paths else "",
        ]
    )
    return Fragment(lines, ("lasting",), Js(top))


def value_function(step: CacheControl) -> str:
    """The function of the value for a path, an empty text where there is none."""
    otherwise = js_string(step.otherwise)
    body: Lines = []
    if step.extensions:
        body += [
            'var name = uri.slice(uri.lastIndexOf("/") + 1);',
            'var dot = name.lastIndexOf(".");',
            "var extension = name.slice(dot + 1).toLowerCase();",
        ]
    if step.paths:
        body += ["var byPath = cacheControlByPath(uri);", *block("if (byPath)", ["return byPath;"])]
    if step.extensions:
        known = "dot > 0 && Object.prototype.hasOwnProperty.call(LASTING, extension)"
        body += [f"return {known} ? LASTING[extension] : {otherwise};"]
    else:
        body += [f"return {otherwise};"]
    return joined(block("function cacheControlOf(uri)", body))


def path_function(step: CacheControl) -> str:
    """The function of the value of the first rule whose pattern matches."""
    patterns = [pattern for pattern, _ in step.paths]
    values = [value for _, value in step.paths]
    root: Node = grow(enumerate(patterns))
    returns = is_orderly(root, ValueLeaves(values, returns=True))
    start = ['var parts = uri.split("/");']
    body = walk(root, ValueLeaves(values, returns=returns))
    if not returns:
        start += [f"var first = {len(values)};", "var found;"]
        body = [*body, "return found;"]
    return "\n" + joined(block("function cacheControlByPath(uri)", [*start, *body]))
