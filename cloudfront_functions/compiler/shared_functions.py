"""The functions that compiled code calls: each in a file of its own, taken in where its name is called."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cloudfront_functions.compiler.code import STRING
from cloudfront_functions.compiler.environment import environment
from cloudfront_functions.filters import Js

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["HELPERS", "helpers_for", "words_in"]

HELPERS = (
    "withoutSlash",
    "withQuery",
    "queryOf",
    "redirect",
    "rewrite",
    "fieldsOf",
    "valueOf",
    "valuesOf",
    "hostOf",
    "speaks",
    "inPath",
    "inQuery",
    "inFragment",
    "withoutSlashes",
    "behind",
    "addHeader",
    "byNumber",
    "isIn",
    "addressOf",
    "sha256Of",
    "sameText",
    "varyOnOrigin",
    "onHost",
    "isRead",
    "isFile",
    "isPage",
    "isBelow",
    "withoutBase",
    "withBase",
    "withoutCapitals",
    "smallLetters",
    "withoutHtml",
    "withoutLastSlashes",
    "hasOwn",
    "preferredBase",
    "sortedFields",
)
"""Names of functions, in the order in which they stand in the output; each has `helpers/NAME.js.j2`."""


def helpers_for(code: str, flags: Mapping[str, bool]) -> Js:
    """Every helper that the code calls, and those that these call; `flags`: what their files ask for."""
    wanted: set[str] = set()
    waiting = [code]
    while waiting:
        called = (words_in(waiting.pop()) & set(HELPERS)) - wanted
        wanted |= called
        waiting += [helper(name, tuple(sorted(flags.items()))) for name in called]
    return Js(
        "".join(f"\n{helper(name, tuple(sorted(flags.items())))}" for name in HELPERS if name in wanted)
    )


def words_in(code: str) -> set[str]:
    """The words outside of strings."""
    return set(re.findall(r"\w+", STRING.sub("", code)))


@cache
def helper(name: str, flags: tuple[tuple[str, bool], ...]) -> Js:
    """The source of a helper."""
    return Js(environment().get_template(f"helpers/{name}.js.j2").render(dict(flags)))
