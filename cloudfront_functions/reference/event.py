"""The event of a CloudFront Function, as JSON: what rules read of it.

Shape: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
(read 2026-04).
"""

from __future__ import annotations

from typing import Any

__all__ = ["Json", "header", "query_fields", "query_text", "value_of", "values_of"]

Json = dict[str, Any]


def value_of(fields: Json, name: str) -> str | None:
    """The value that was sent first, of a parameter, header or cookie; None when there is none."""
    return str(fields[name]["value"]) if name in fields else None


def values_of(field: Json) -> list[str]:
    """All values of a parameter, header or cookie."""
    return [item["value"] for item in field.get("multiValue") or [field]]


def header(request: Json, name: str) -> str:
    """A header's value, empty when it is absent."""
    return value_of(request["headers"], name) or ""


def query_text(request: Json, without: frozenset[str] = frozenset()) -> str:
    """The query string as the event has it, without some of its names."""
    pairs = []
    for name, field in request["querystring"].items():
        if name not in without:
            pairs += [name if value == "" else f"{name}={value}" for value in values_of(field)]
    return "&".join(pairs)


def query_fields(text: str) -> Json:
    """A query string as the event would have it."""
    values: dict[str, list[str]] = {}
    for pair in filter(None, text.split("&")):
        name, _, value = pair.partition("=")
        values.setdefault(name, []).append(value)
    return {
        name: {"value": listed[0], "multiValue": [{"value": value} for value in listed]}
        if len(listed) > 1
        else {"value": listed[0]}
        for name, listed in values.items()
    }
