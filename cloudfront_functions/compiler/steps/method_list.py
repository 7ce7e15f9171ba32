"""Methods that are let through, as code: the shortest of the guards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.compiler.fragment import Fragment
from cloudfront_functions.compiler.steps.refusals import refuse_where
from cloudfront_functions.filters import js_object

if TYPE_CHECKING:
    from cloudfront_functions.rules.method_list import MethodList

__all__ = ["methods_fragment"]


def methods_fragment(step: MethodList) -> Fragment:
    """Refuse a method that is not in the list."""
    missing = f"{js_object(step.methods)}.indexOf(request.method) < 0"
    return Fragment(refuse_where(missing, 405, {"allow": ", ".join(step.methods)}))
