"""CORS in plain Python: origins are regular expressions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfront_functions.reference.event import value_of, values_of
from cloudfront_functions.reference.refusals import refusal

if TYPE_CHECKING:
    from cloudfront_functions.reference.event import Json
    from cloudfront_functions.rules.cors import Cors, CorsHeaders, CorsPreflight

__all__ = ["answer_preflight", "set_cors_headers"]

LABELS = r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\."


def answer_preflight(step: CorsPreflight, event: Json) -> Json | None:
    """What is allowed, or 403; nothing for what is no preflight."""
    request = event["request"]
    names = ("origin", "access-control-request-method")
    if request["method"] != "OPTIONS" or any(name not in request["headers"] for name in names):
        return None
    allowed = allowed_origin(step.cors, request)
    if allowed is None:
        return refusal(403)
    cors = step.cors
    headers = {
        "access-control-allow-origin": allowed,
        "access-control-allow-methods": ", ".join(cors.methods),
        "access-control-allow-headers": ", ".join(cors.headers),
        "access-control-allow-credentials": "true" if cors.credentials else "",
        "access-control-max-age": "" if cors.max_age is None else str(cors.max_age),
        "vary": "" if cors.is_open else "Origin",
    }
    return {
        "statusCode": 204,
        "statusDescription": "No Content",
        "headers": {name: {"value": value} for name, value in headers.items() if value},
    }


def set_cors_headers(step: CorsHeaders, event: Json) -> None:
    """What a browser needs to let another origin read the response."""
    cors, headers = step.cors, event["response"]["headers"]
    allowed = allowed_origin(cors, event["request"])
    wanted = {
        "access-control-allow-origin": allowed or "",
        "access-control-allow-credentials": "true" if cors.credentials else "",
        "access-control-expose-headers": ", ".join(cors.expose),
    }
    for name, value in wanted.items():
        headers.pop(name, None)
        if allowed is not None and value:
            headers[name] = {"value": value}
    if not cors.is_open:
        values = values_of(headers["vary"]) if "vary" in headers else []
        listed = {item.strip(" \t").lower() for value in values for item in value.split(",")}
        if not listed & {"*", "origin"}:
            headers["vary"] = {"value": ", ".join([*values, "Origin"])}


def allowed_origin(cors: Cors, request: Json) -> str | None:
    """The value for the header, or None."""
    origin = value_of(request["headers"], "origin")
    if origin is None:
        return None
    if cors.is_open:
        return "*"
    return origin if any(re.fullmatch(origin_regex(item), origin) for item in cors.origins) else None


def origin_regex(pattern: str) -> str:
    """The origins that one entry stands for."""
    return re.escape(pattern).replace(r"\*\.", LABELS)
