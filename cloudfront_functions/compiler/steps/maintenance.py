"""A closed site as code: who may pass is asked first, then comes the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.compiler.fragment import Fragment
from cloudfront_functions.compiler.steps.ip_list import bounds_of, list_of_bounds
from cloudfront_functions.compiler.steps.refusals import refuse_where
from cloudfront_functions.filters import Js, js_string

if TYPE_CHECKING:
    from cloudfront_functions.rules.maintenance import Maintenance

__all__ = ["maintenance_fragment"]


def maintenance_fragment(step: Maintenance) -> Fragment:
    """Answer with the page, but for those who may pass."""
    terms = ["!isIn(AT_WORK, event.viewer.ip)"] if step.networks else []
    for kind, name in (("headers", step.header), ("cookies", step.cookie)):
        if name:
            # the value is known by its hash alone: how far two hashes agree tells nothing of it
            shown = f"sha256Of(valueOf(request.{kind}, {js_string(name)}))"
            terms.append(f"{shown} !== {js_string(step.secret_sha256)}")
    headers = {"content-type": step.content_type, "retry-after": step.retry_after}
    body = refuse_where(" && ".join(terms) or "true", 503, headers, body=step.page)
    top = list_of_bounds("AT_WORK", bounds_of(step.networks)) if step.networks else Js("")
    return Fragment(body if terms else [line.removeprefix("    ") for line in body[1:-1]], top=top)
