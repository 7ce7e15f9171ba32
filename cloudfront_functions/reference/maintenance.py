"""A closed site in plain Python: the page, unless one of those at work asks."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from cloudfront_functions.reference.event import value_of
from cloudfront_functions.reference.ip_list import is_in
from cloudfront_functions.reference.refusals import refusal

if TYPE_CHECKING:
    from cloudfront_functions.reference.event import Json
    from cloudfront_functions.rules.maintenance import Maintenance

__all__ = ["close_site"]


def close_site(step: Maintenance, event: Json) -> Json | None:
    """The page, but for those who may pass."""
    request = event["request"]
    shown = [
        value_of(request[kind], name)
        for kind, name in (("headers", step.header), ("cookies", step.cookie))
        if name
    ]
    if is_in(event["viewer"]["ip"], step.networks) or any(is_secret(step, value) for value in shown):
        return None
    return refusal(503, step.page, content_type=step.content_type, retry_after=step.retry_after)


def is_secret(step: Maintenance, value: str | None) -> bool:
    """Whether a value is the secret."""
    return value is not None and hashlib.sha256(value.encode()).hexdigest() == step.secret_sha256
