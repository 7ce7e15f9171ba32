"""The shapes in which people have their events already, completed to what code is given.

- an event by itself, as in the `test-objects` of aws-samples/amazon-cloudfront-functions: the code has to end
  without an error
- `{"event": ..., "output": ...}`, as cftest writes it (github.com/paulhammond/cftest, read 2026-11)
- rows of an access log by the columns of AWS's sample testing tool, as JSON or CSV; `-` is an absent value
  (github.com/aws-samples/amazon-cloudfront-functions-testing-tool, read 2026-11)

An event of Lambda@Edge is completed, too, with what each of AWS's examples has.

UNCERTAIN: which members of an event AWS's TestFunction fills in. "You can omit" the ids in `context`, says
the guide (functions-event-structure, read 2026-04); that tool's events lack headers, cookies and query
strings. Here what is absent is empty, and the event is completed before it is sent anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from cloudfrontier.simulator.wire.cookies import cookie_entries
from cloudfrontier.simulator.wire.named_values import group

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LOG_COLUMNS", "completed", "event_of_row", "is_event", "is_handler_event"]

LOG_COLUMNS = frozenset(
    {"request_ip", "method", "uri", "referrer", "user_agent", "query_string", "cookie", "host_header"}
)
"""Columns that the testing tool asks its log for; `uri` has to be there."""

_NOTHING = "-"

_CONFIG = {
    "distributionDomainName": "d111111abcdef8.cloudfront.net",
    "distributionId": "EDFDVBD6EXAMPLE",
    "requestId": "4TyzHTaYWb1GX1qTfsHhEqV6HUDd_BzoBZnwfnvQc_1oF26ClkoUSEQ==",
}
"""The values of AWS's own examples: docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/
lambda-event-structure.html (read 2026-04)."""
_HANDLER_REQUEST = {
    "clientIp": "203.0.113.178",
    "headers": {},
    "method": "GET",
    "querystring": "",
    "uri": "/",
}
_HANDLER_RESPONSE = {"headers": {}, "status": "200", "statusDescription": "OK"}


def is_handler_event(value: Any) -> bool:
    """Whether it is an event of Lambda@Edge."""
    return isinstance(value, dict) and isinstance(value.get("Records"), list)


def is_event(value: Any) -> bool:
    """Whether it is an event of either kind of code, and no table with one."""
    if not isinstance(value, dict) or not value.keys().isdisjoint({"event", "expect"}):
        return False
    request = value.get("request")
    return is_handler_event(value) or (isinstance(request, dict) and "url" not in request)


def completed(event: Mapping[str, Any]) -> dict[str, Any]:
    """The event with what code may rely on."""
    if is_handler_event(event):
        return {**event, "Records": [_record(record) for record in event["Records"]]}
    has_response = "response" in event
    context = {"eventType": "viewer-response" if has_response else "viewer-request"}
    whole: dict[str, Any] = {"version": "1.0", "viewer": {"ip": "203.0.113.178"}, **event}
    whole["context"] = _over(context, event.get("context"))
    empty = {"method": "GET", "uri": "/", "querystring": {}, "headers": {}, "cookies": {}}
    whole["request"] = _over(empty, event.get("request"))
    if has_response:
        whole["response"] = _over({"statusCode": 200, "headers": {}, "cookies": {}}, event["response"])
    return whole


def _record(record: Any) -> Any:
    """One record of an event of Lambda@Edge; what is of another shape stays, and is refused later."""
    cf = record.get("cf") if isinstance(record, dict) else None
    if not isinstance(cf, dict) or not isinstance(cf.get("request"), dict):
        return record
    kind = "origin-response" if "response" in cf else "viewer-request"
    whole = {**cf, "config": _over({**_CONFIG, "eventType": kind}, cf.get("config"))}
    whole["request"] = _over(_HANDLER_REQUEST, cf["request"])
    if "response" in cf:
        whole["response"] = _over(_HANDLER_RESPONSE, cf["response"])
    return {**record, "cf": whole}


def event_of_row(row: Mapping[str, str]) -> dict[str, Any]:
    """The event of one request that was logged; a URL-encoded value is decoded, as the tool does it."""
    values = {name: unquote(text) for name, text in row.items() if text and text != _NOTHING}
    request: dict[str, Any] = {
        "method": values.get("method", "GET"),
        "uri": values.get("uri", "/"),
        "headers": {
            header: {"value": values[column]}
            for column, header in (
                ("host_header", "host"),
                ("referrer", "referer"),
                ("user_agent", "user-agent"),
            )
            if column in values
        },
        "querystring": _query(values.get("query_string", "")),
        "cookies": group(cookie_entries((values.get("cookie", ""),))),
    }
    event: dict[str, Any] = {"request": request}
    if "request_ip" in values:
        event["viewer"] = {"ip": values["request_ip"]}
    return completed(event)


def _over(defaults: dict[str, Any], given: Any) -> Any:
    return {**defaults, **given} if isinstance(given, dict) else given if given is not None else defaults


def _query(text: str) -> dict[str, Any]:
    pairs = (part.partition("=") for part in text.split("&") if part)
    return group((name, {"value": value}) for name, _, value in pairs)
