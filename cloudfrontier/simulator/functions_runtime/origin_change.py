"""What a function asked of its origin, and what CloudFront would have against it.

1. The last call counts, and only in viewer-request: AWS says what each helper may be given, not what becomes
   of a wrong value; that the viewer gets 502, "invalid value for origin rewrite", was seen (2026-10).
2. TestFunction looks at none of this; live requests do.
3. What AWS does not name among the settings is a fault here: a misspelt one would be lost in silence.

Source: helper-functions-origin-modification of CloudFront's developer guide (read 2026-04).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.headers import is_denied_as_origin_header, is_disallowed
from cloudfrontier.simulator.functions_runtime import origin_settings as settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cloudfrontier.cloudfront.events import EventType

__all__ = ["OriginChange", "origin_change"]

SELECTION = ("default", "media-quality-score")
GROUP_SIZE = 2
GROUP_MEMBERS = frozenset({"originIds", "selectionCriteria", "failoverCriteria"})
STATUS = range(100, 600)


@dataclass(frozen=True)
class OriginChange:
    """A call of a helper: `updateRequestOrigin`, `selectRequestOriginById` or `createRequestOriginGroup`.

    value: its first argument as JSON; overrides: its second. faults: each reason for CloudFront's 502.
    """

    method: str
    value: Any
    overrides: Any = None
    faults: tuple[str, ...] = ()


def origin_change(change: Any, *, event: EventType, headers: Mapping[str, Any]) -> OriginChange | None:
    """The change that the prelude wrote down, judged; `headers` are those of the request that was given."""
    if change is None:
        return None
    method, value, overrides = change["method"], change.get("value"), change.get("overrides")
    faults = [] if event == "viewer-request" else [f"cf.{method} in {event}: only viewer-request may"]
    match method:
        case "updateRequestOrigin":
            faults += updated(value, headers)
        case "selectRequestOriginById":
            faults += selected(value, overrides, headers)
        case _:
            faults += grouped(value)
    return OriginChange(method, value, overrides, tuple(faults))


def updated(value: Any, headers: Mapping[str, Any]) -> Iterator[str]:
    """Faults of the settings of one origin."""
    if not isinstance(value, dict):
        yield "the settings of an origin are an object"
        return
    for name, setting in value.items():
        if name == "domainName":
            yield from domain_name(setting, value)
        elif name == "customHeaders":
            yield from custom_headers(setting, headers)
        elif name in settings.SETTINGS:
            yield from settings.SETTINGS[name](name, setting)
        else:
            yield f"{name}: no setting of an origin"
    custom = value.get("customOriginConfig")
    if isinstance(custom, dict) and "ipAddressType" in custom and "domainName" not in value:
        yield "customOriginConfig.ipAddressType: only together with domainName"


def domain_name(name: Any, value: Mapping[str, Any]) -> Iterator[str]:
    """Faults of `domainName`; that of an S3 bucket is shorter and in lower case."""
    control = value.get("originAccessControlConfig")
    is_s3 = isinstance(control, dict) and control.get("originType") == "s3"
    yield from settings.host("domainName", name)
    if is_s3 and isinstance(name, str):
        yield from settings.text("domainName", name, settings.ORIGIN_DOMAIN_NAME_S3)
        if name != name.lower():
            yield f"domainName {name!r}: that of a bucket is in lower case"


def custom_headers(value: Any, headers: Mapping[str, Any]) -> Iterator[str]:
    """Faults of `customHeaders`: names in lower case, values of text, none that the request has already."""
    if not isinstance(value, dict):
        yield 'customHeaders: expected {"name": "value"}'
        return
    for name, content in value.items():
        if not isinstance(content, str):
            yield f"customHeaders.{name}: a value is text"
        if name != name.lower():
            yield f"customHeaders.{name}: names are in lower case"
        if is_disallowed(name) or is_denied_as_origin_header(name):
            yield f"customHeaders.{name}: CloudFront adds no header of that name"
        if name.lower() in headers:
            yield f"customHeaders.{name}: the request has that header already"


def selected(value: Any, overrides: Any, headers: Mapping[str, Any]) -> Iterator[str]:
    """Faults of a choice by id; that the distribution has such an origin is for whoever knows it."""
    if not isinstance(value, str) or not value:
        yield "the id of an origin is text"
    if overrides is not None:
        yield from updated(overrides, headers)


def grouped(value: Any) -> Iterator[str]:
    """Faults of an origin group; AWS's page shows members as objects with `originId`, its types as text."""
    if not isinstance(value, dict):
        yield "an origin group is an object"
        return
    yield from (f"{name}: no part of an origin group" for name in value if name not in GROUP_MEMBERS)
    members = value.get("originIds")
    if not isinstance(members, list) or len(members) != GROUP_SIZE or not all(map(is_member, members)):
        yield "originIds: two ids of origins"
    if value.get("selectionCriteria", "default") not in SELECTION:
        yield f"selectionCriteria: one of {', '.join(SELECTION)}"
    criteria = value.get("failoverCriteria")
    codes = criteria.get("statusCodes") if isinstance(criteria, dict) else None
    if not isinstance(codes, list) or not codes or not all(map(is_status, codes)):
        yield "failoverCriteria.statusCodes: a list of status codes"


def is_status(value: Any) -> bool:
    """Whether a value is a status code."""
    return isinstance(value, int) and not isinstance(value, bool) and value in STATUS


def is_member(value: Any) -> bool:
    """Whether a member of a group names an origin."""
    name = value.get("originId") if isinstance(value, dict) else value
    return isinstance(name, str) and name != ""
