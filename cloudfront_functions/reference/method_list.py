"""Methods in plain Python: in the list, or 405."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.reference.refusals import refusal

if TYPE_CHECKING:
    from cloudfront_functions.reference.event import Json
    from cloudfront_functions.rules.method_list import MethodList

__all__ = ["check_method"]


def check_method(step: MethodList, event: Json) -> Json | None:
    """405 for a method that is not in the list."""
    if event["request"]["method"] in step.methods:
        return None
    return refusal(405, allow=", ".join(step.methods))
