"""The steps that change a request and never answer it, in plain Python."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfront_functions.reference.conditions import host
from cloudfront_functions.reference.path_forms import is_below, is_file
from cloudfront_functions.reference.targets import IN_FRAGMENT, fill

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfront_functions.reference.event import Json
    from cloudfront_functions.rules.hand_written import HandWritten
    from cloudfront_functions.rules.query_keys import QueryKeys
    from cloudfront_functions.rules.request_headers import RequestHeaders
    from cloudfront_functions.rules.single_page import SinglePage

__all__ = ["refuse_hand_written", "run_query_keys", "run_request_headers", "run_single_page"]


def refuse_hand_written(step: HandWritten, event: Json) -> None:
    """JavaScript means what an engine makes of it."""
    raise ValueError(f"{step.origin}: JavaScript is not evaluated here, in {event['context']['eventType']}")


def run_single_page(step: SinglePage, event: Json) -> None:
    """Fetch the app's document for what the app draws."""
    request = event["request"]
    path = request["uri"]
    is_apart = any(is_below(path, base) for base in step.apart)
    if (
        request["method"] in {"GET", "HEAD"}
        and is_below(path, step.under)
        and not is_apart
        and not is_file(path)
    ):
        request["uri"] = step.document


def run_query_keys(step: QueryKeys, event: Json) -> None:
    """Keep and sort parameters."""
    query = event["request"]["querystring"]
    names = [
        name
        for name in query
        if (step.keep is None or is_named(name, step.keep)) and not is_named(name, step.drop)
    ]
    if step.sort:
        names.sort(key=lambda name: name.encode("utf-16-be", "surrogatepass"))
    event["request"]["querystring"] = {name: query[name] for name in names}


def is_named(name: str, patterns: Iterable[str]) -> bool:
    """Whether one of these is the name, or a beginning of it followed by `*`."""
    texts = (
        re.escape(item.removesuffix("*")) + ("(?s:.*)" if item.endswith("*") else "") for item in patterns
    )
    return any(re.fullmatch(text, name) for text in texts)


def run_request_headers(step: RequestHeaders, event: Json) -> None:
    """Take headers away and set others."""
    request = event["request"]
    values = {
        "host": host(request),
        "id": event["context"].get("requestId", ""),
        "ip": event["viewer"]["ip"],
        "method": request["method"],
    }
    for name in step.remove:
        request["headers"].pop(name, None)
    for name, template in step.set:
        request["headers"][name] = {"value": fill(template, values, IN_FRAGMENT)}
