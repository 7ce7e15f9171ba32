"""The shortest way from a spec to JavaScript, for whoever needs nothing but the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.compiler import compile_function

if TYPE_CHECKING:
    from cloudfront_functions.spec import FunctionSpec

__all__ = ["render"]


def render(spec: FunctionSpec) -> str:
    """The source of the function, ending with a line break.

    Raises:
        ValueError: a step belongs to the other event, or no form of the function fits.
    """
    return compile_function(spec).text
