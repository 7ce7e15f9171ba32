"""Request headers as code: what the origin is told, and what it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.compiler.expressions import added
from cloudfront_functions.compiler.fragment import Fragment
from cloudfront_functions.filters import Js, js_string

if TYPE_CHECKING:
    from cloudfront_functions.rules.request_headers import RequestHeaders
    from cloudfront_functions.rules.target import Template

__all__ = ["request_headers_fragment"]

VALUES = {
    "host": "hostOf(request)",
    "id": "event.context.requestId",
    "ip": "event.viewer.ip",
    "method": "request.method",
}


def request_headers_fragment(step: RequestHeaders) -> Fragment:
    """Take headers away, then set others."""
    removed = [f"delete request.headers[{js_string(name)}];" for name in step.remove]
    given = [
        f"request.headers[{js_string(name)}] = {{ value: {value_of(template)} }};"
        for name, template in step.set
    ]
    return Fragment([*removed, *given])


def value_of(template: Template) -> str:
    """Texts and what the request has, nothing of which ends the line."""
    return added(
        [part if isinstance(part, str) else Js(f"inFragment({VALUES[part.name]})") for part in template]
    )
