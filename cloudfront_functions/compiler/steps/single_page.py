"""Single-page apps as code: one condition and one assignment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.compiler.code import block
from cloudfront_functions.compiler.fragment import Fragment
from cloudfront_functions.filters import js_string

if TYPE_CHECKING:
    from cloudfront_functions.rules.single_page import SinglePage

__all__ = ["single_page_fragment"]

PATH = "request.uri"


def single_page_fragment(step: SinglePage) -> Fragment:
    """Fetch the document for pages and folders."""
    terms = ["isRead(request)", f"!isFile({PATH})"]
    if step.under != "/":
        terms.append(f"isBelow({PATH}, {js_string(step.under)})")
    terms += [f"!isBelow({PATH}, {js_string(base)})" for base in step.apart]
    return Fragment(block(f"if ({' && '.join(terms)})", [f"{PATH} = {js_string(step.document)};"]))
