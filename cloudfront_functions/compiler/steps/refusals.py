"""What guards answer, as code: a response that is written out where it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.compiler.code import block
from cloudfront_functions.filters import js_number, js_object, js_string
from cloudfrontier.cloudfront.statuses import reason_phrase

if TYPE_CHECKING:
    from cloudfront_functions.compiler.code import Lines

__all__ = ["refuse_where"]


def refuse_where(
    condition: str, status: int, headers: dict[str, str] | None = None, *, body: str = ""
) -> Lines:
    """Answer with the status where a condition holds; no cache keeps the answer."""
    all_headers = {"cache-control": "no-store", **(headers or {})}
    fields = [
        f"statusCode: {js_number(status)}",
        f"statusDescription: {js_string(reason_phrase(status))}",
        f"headers: {js_object({name: {'value': value} for name, value in all_headers.items()})}",
        *([f"body: {js_string(body)}"] if body else []),
    ]
    return block(f"if ({condition})", [f"return {{ {', '.join(fields)} }};"])
