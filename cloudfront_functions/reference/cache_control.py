"""Cache-Control in plain Python: rules by path, then the extension, then the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.reference.paths import match_path

if TYPE_CHECKING:
    from cloudfront_functions.reference.event import Json
    from cloudfront_functions.rules.cache_control import CacheControl

__all__ = ["set_cache_control"]


def set_cache_control(step: CacheControl, event: Json) -> None:
    """Set the header, unless the response keeps its own."""
    headers = event["response"]["headers"]
    value = value_for(step, event["request"]["uri"])
    if value and not (step.keep and "cache-control" in headers):
        headers["cache-control"] = {"value": value}


def value_for(step: CacheControl, path: str) -> str:
    """The value for a path; empty: none."""
    for pattern, value in step.paths:
        if match_path(pattern, path) is not None:
            return value
    stem, dot, extension = path.rpartition("/")[2].rpartition(".")
    found = dict(step.extensions).get(extension.lower()) if stem and dot else None
    return found if found is not None else step.otherwise
