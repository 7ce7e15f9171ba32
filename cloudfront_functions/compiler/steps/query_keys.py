"""Allow-lists and the order of parameters as code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.compiler.code import block
from cloudfront_functions.compiler.expressions import one_of
from cloudfront_functions.compiler.fragment import Fragment
from cloudfront_functions.filters import js_string

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cloudfront_functions.compiler.code import Lines
    from cloudfront_functions.rules.query_keys import QueryKeys

__all__ = ["query_keys_fragment"]

QUERY = "request.querystring"


def query_keys_fragment(step: QueryKeys) -> Fragment:
    """Delete what does not stay, then sort."""
    if step.keep == ():
        return Fragment([f"{QUERY} = {{}};"])
    terms = [
        *([f"!({is_named(step.keep)})"] if step.keep else []),
        *([is_named(step.drop)] if step.drop else []),
    ]
    body: Lines = []
    if terms:
        body = block(
            f"for (name in {QUERY})", block(f"if ({' || '.join(terms)})", [f"delete {QUERY}[name];"])
        )
    if step.sort:
        body.append(f"{QUERY} = sortedFields({QUERY});")
    return Fragment(body, ("name",) if terms else ())


def is_named(patterns: Sequence[str]) -> str:
    """Whether a name is one of these, or begins as one of these that end in `*`."""
    names = tuple(item for item in patterns if not item.endswith("*"))
    starts = [item[:-1] for item in patterns if item.endswith("*")]
    terms = [one_of("name", names)] if names else []
    # UTF-16 units, as JavaScript counts
    terms += [
        f"name.slice(0, {len(start.encode('utf-16-le')) // 2}) === {js_string(start)}" for start in starts
    ]
    return " || ".join(terms)
