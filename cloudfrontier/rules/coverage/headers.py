"""Coverage of the lists: headers that code may not add or change, and fields that it may not write."""

from __future__ import annotations

from cloudfrontier.cloudfront.events import EVENT_TYPES, KINDS, RESPONSE_EVENTS, EventType, Kind
from cloudfrontier.cloudfront.generated_headers import NOT_IN_CACHE_POLICY
from cloudfrontier.cloudfront.headers import (
    ADD_FAILS,
    DISALLOWED,
    NOT_IN_HEADERS,
    ORIGIN_CUSTOM_HEADER_DENIED,
    POLICY_CANNOT_REMOVE,
    READ_ONLY,
    HeaderList,
)
from cloudfrontier.cloudfront.lifecycle import may_attach, writable_request_fields, writable_response_fields
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.coverage.restriction import EDGE_TOML, Restriction, Section

__all__ = ["FIELD_SECTION", "HEADER_LISTS", "HEADER_SECTION"]

HEADER_LISTS: tuple[HeaderList, ...] = (
    DISALLOWED,
    *dict.fromkeys(READ_ONLY.values()),
    *(item for item in ADD_FAILS.values() if item.names),
    *NOT_IN_HEADERS.values(),
    NOT_IN_CACHE_POLICY,
    ORIGIN_CUSTOM_HEADER_DENIED,
    POLICY_CANNOT_REMOVE,
)
"""Every list of headers of which AWS says one thing."""

HEADER_RULES: dict[str, tuple[str, ...]] = {
    DISALLOWED.id: ("RET316",),
    **{item.id: ("RET317",) for item in READ_ONLY.values()},
    **{item.id: ("RET318",) for item in ADD_FAILS.values()},
    **{item.id: ("RET319",) for item in NOT_IN_HEADERS.values()},
    NOT_IN_CACHE_POLICY.id: (EDGE_TOML,),
    ORIGIN_CUSTOM_HEADER_DENIED.id: ("RET335", "DST435", EDGE_TOML),
    POLICY_CANNOT_REMOVE.id: (EDGE_TOML,),
}

HEADER_SECTION = Section(
    "Headers",
    tuple(
        Restriction(
            f"headers.{item.id}",
            f"{item.title}: {', '.join([*sorted(item.names), *(f'{prefix}*' for prefix in item.prefixes)])}",
            item.source,
            HEADER_RULES.get(item.id, ()),
        )
        for item in HEADER_LISTS
    ),
)

FIELDS: dict[Kind, dict[str, tuple[str, ...]]] = {
    "handler": {
        "request": ("clientIp", "method", "uri", "querystring", "headers", "body", "origin"),
        "response": ("status", "statusDescription", "headers", "body", "bodyEncoding"),
    },
    "function": {
        "request": ("method", "uri", "querystring", "headers", "cookies"),
        "response": ("statusCode", "statusDescription", "headers", "cookies", "body"),
    },
}
"""Fields of the event, by part; https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/
lambda-event-structure.html and functions-event-structure.html (read 2026-04)."""

FIELD_RULES: dict[str, tuple[str, ...]] = {
    "clientIp": ("RET322",),
    "method": ("RET322",),
    "origin": ("RET336",),
    "status": ("RET308",),
    "body": ("RET328",),
    "bodyEncoding": ("RET328",),
}
KIND_NAMES: dict[Kind, str] = {"function": "A CloudFront Function", "handler": "Lambda@Edge"}


def _field_rows(kind: Kind, event: EventType) -> list[Restriction]:
    """The fields that are given at an event and may not be written there."""
    is_response = event in RESPONSE_EVENTS
    part = "response" if is_response else "request"
    writable = writable_response_fields if is_response else writable_request_fields
    source = guide("lambda-event-structure" if kind == "handler" else "functions-event-structure")
    rows = [
        Restriction(
            f"fields.{kind}.{event}.{field}",
            f"{KIND_NAMES[kind]} may not write `{field}` of the {part} in {event}",
            source,
            FIELD_RULES.get(field, ()),
        )
        for field in FIELDS[kind][part]
        if field not in writable(kind, event)
    ]
    if is_response:
        says = (
            f"{KIND_NAMES[kind]} is answered with a response in {event}: what it writes to `request` is lost"
        )
        rows.append(Restriction(f"fields.{kind}.{event}.request", says, source, ("RET303",)))
    return rows


FIELD_SECTION = Section(
    "Fields of the event",
    tuple(
        row
        for kind in KINDS
        for event in EVENT_TYPES
        if may_attach(kind, event)
        for row in _field_rows(kind, event)
    ),
)
