"""CloudFront Functions' event: made from the messages, and what a function returned read back into them.

1. Names of headers are lower-case; on the way out each word of a name gets an initial capital.
2. Cookies stand apart from the headers, those of a response with their attributes as one string.
3. Query strings are given as sent, not percent-decoded; a function may return an object or a whole string.
4. In viewer-response the request is shown as viewer-request left it.
5. `host` is shown in lower case, without a port and without a dot at its end, however it was sent.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
(read 2026-04). Rule 4 is OBSERVED (2026-07), not documented; that names and values come undecoded, too
(2026-08), and rule 5 (2026-10, for names below cloudfront.net).
"""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.message import Headers, Response
from cloudfrontier.cloudfront.statuses import reason_phrase
from cloudfrontier.simulator.wire.cookies import (
    cookie_entries,
    cookie_text,
    set_cookie_entry,
    set_cookie_text,
)
from cloudfrontier.simulator.wire.named_values import group, returned_entries
from cloudfrontier.simulator.wire.visibility import initial_capitals, sight

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cloudfrontier.cloudfront.events import EventType, FunctionEvent, FunctionRequest, FunctionResponse
    from cloudfrontier.cloudfront.message import Request

__all__ = ["function_event", "generated_response", "raw_query", "read_request", "read_response"]


def function_event(  # noqa: PLR0913 - the parts of one event, all by name
    event: EventType,
    *,
    distribution_id: str,
    domain_name: str,
    request_id: str,
    request: Request,
    response: Response | None = None,
) -> FunctionEvent:
    """The event; `response` in viewer-response."""
    made: dict[str, Any] = {
        "version": "1.0",
        "context": {
            "distributionDomainName": domain_name,
            "distributionId": distribution_id,
            "eventType": event,
            "requestId": request_id,
        },
        "viewer": {"ip": request.client_ip},
        "request": _request_part(request),
    }
    if response is not None:
        made["response"] = _response_part(response)
    return made  # type: ignore[return-value]  # built key by key just above


def raw_query(request: Request) -> str | None:
    """What `request.rawQueryString()` answers: empty for a lone `?`, None without any."""
    return "" if request.has_empty_query and not request.querystring else request.querystring or None


def read_request(request: Request, returned: Mapping[str, Any], *, given: FunctionRequest) -> Request:
    """The request that goes on: the method is the viewer's whatever came back."""
    seen = sight(request.headers, kind="function", event="viewer-request", apart="cookie")
    cookies = _cookie_lines(request, returned.get("cookies", {}), given)
    headers = seen.joined_with(_header_lines(returned.get("headers", {}), given["headers"]))
    return replace(
        request,
        uri=returned["uri"],
        querystring=_query(request, returned.get("querystring", {}), given),
        headers=Headers((*headers.lines, *cookies)),
    )


def read_response(response: Response, returned: Mapping[str, Any], *, given: FunctionResponse) -> Response:
    """The response that goes on; without `body` the original one stays, an empty one removes it."""
    seen = sight(response.headers, kind="function", event="viewer-response", apart="set-cookie")
    headers = seen.joined_with(_header_lines(returned.get("headers", {}), given.get("headers", {})))
    if returned.get("cookies", {}) == given.get("cookies", {}):
        cookies = tuple(line for line in response.headers.lines if line[0].lower() == "set-cookie")
    else:
        cookies = tuple(_set_cookie_lines(returned.get("cookies", {}), given.get("cookies", {})))
    return replace(
        response,
        status=int(returned["statusCode"]),
        reason=str(returned.get("statusDescription") or ""),
        headers=Headers((*headers.lines, *cookies)),
        body=response.body if returned.get("body") is None else _body(returned["body"]),
    )


def generated_response(returned: Mapping[str, Any]) -> Response:
    """The response that a function made in viewer-request."""
    headers = _header_lines(returned.get("headers") or {}, {})
    cookies = _set_cookie_lines(returned.get("cookies") or {}, {})
    return Response(
        int(returned["statusCode"]),
        Headers((*headers, *cookies)),
        _body(returned.get("body") or ""),
        str(returned.get("statusDescription") or ""),
    )


def _request_part(request: Request) -> dict[str, Any]:
    headers = _header_part(request.headers, event="viewer-request", apart="cookie")
    if request.host:
        headers["host"] = {"value": request.host.lower().partition(":")[0].removesuffix(".")}
    return {
        "method": request.method,
        "uri": request.uri,
        "querystring": group(_query_entries(request.querystring)),
        "headers": headers,
        "cookies": group(cookie_entries(request.headers.get_all("cookie"))),
    }


def _response_part(response: Response) -> dict[str, Any]:
    return {
        "statusCode": response.status,
        "statusDescription": response.reason or reason_phrase(response.status),
        "headers": _header_part(response.headers, event="viewer-response", apart="set-cookie"),
        "cookies": group(set_cookie_entry(line) for line in response.headers.get_all("set-cookie")),
    }


def _header_part(headers: Headers, *, event: EventType, apart: str) -> dict[str, dict[str, Any]]:
    seen = sight(headers, kind="function", event=event, apart=apart)
    return group(
        (name, {"value": value}) for name, lines in seen.shown.grouped().items() for _, value in lines
    )


def _header_lines(
    returned: Mapping[str, Mapping[str, Any]], given: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, str]]:
    return (
        (initial_capitals(name), str(entry.get("value", "")))
        for name, entry in returned_entries(returned, given)
    )


def _query_entries(querystring: str) -> Iterator[tuple[str, dict[str, str]]]:
    for part in querystring.split("&") if querystring else ():
        name, _, value = part.partition("=")
        yield name, {"value": value}


def _query(request: Request, returned: Mapping[str, Any] | str, given: FunctionRequest) -> str:
    if isinstance(returned, str):
        return returned
    if returned == given["querystring"]:
        return request.querystring
    entries = returned_entries(returned, given["querystring"])
    return "&".join(f"{name}={entry.get('value', '')}" for name, entry in entries)


def _cookie_lines(
    request: Request, returned: Mapping[str, Any], given: FunctionRequest
) -> tuple[tuple[str, str], ...]:
    if returned == given["cookies"]:
        return tuple(line for line in request.headers.lines if line[0].lower() == "cookie")
    text = cookie_text(returned_entries(returned, given["cookies"]))
    return (("Cookie", text),) if text else ()


def _set_cookie_lines(
    returned: Mapping[str, Any], given: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, str]]:
    return (("Set-Cookie", set_cookie_text(name, entry)) for name, entry in returned_entries(returned, given))


def _body(body: Mapping[str, Any] | str) -> bytes:
    if isinstance(body, str):
        return body.encode()
    data = str(body.get("data") or "")
    return base64.b64decode(data) if body.get("encoding") == "base64" else data.encode()
