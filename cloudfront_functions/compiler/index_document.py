"""Index documents as code: the smallest step there is, and the pattern for others of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.compiler.code import block
from cloudfront_functions.compiler.fragment import Fragment
from cloudfront_functions.filters import js_string

if TYPE_CHECKING:
    from cloudfront_functions.rules import IndexDocument

__all__ = ["index_fragment"]


def index_fragment(step: IndexDocument) -> Fragment:
    """Put the document's name behind a slash at the end."""
    ends = 'request.uri.charAt(request.uri.length - 1) === "/"'
    return Fragment(block(f"if ({ends})", [f"request.uri += {js_string(step.name)};"]))
