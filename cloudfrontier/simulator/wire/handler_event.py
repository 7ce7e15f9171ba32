"""Lambda@Edge's event: made from the messages, and what a handler returned read back into them.

1. A header is a list of `{key, value}`, one entry a line; `key` keeps the case of the wire.
2. Viewer events show the viewer's own request, origin events what is sent to the origin, with `origin`.
3. A response's body is never shown; leaving `body` out keeps it, `""` removes it.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html and
.../lambda-generating-http-responses.html (read 2026-04).
"""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.events import VIEWER_EVENTS
from cloudfrontier.cloudfront.headers import fold
from cloudfrontier.cloudfront.message import Headers, Response
from cloudfrontier.cloudfront.statuses import reason_phrase
from cloudfrontier.simulator.wire.origin_object import origin_object
from cloudfrontier.simulator.wire.request_body import body_part, read_body
from cloudfrontier.simulator.wire.visibility import Sight, initial_capitals, sight

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cloudfrontier.cloudfront.distribution import Origin
    from cloudfrontier.cloudfront.events import (
        EventType,
        LambdaEvent,
        LambdaHeaders,
        LambdaRequest,
        LambdaResponse,
    )
    from cloudfrontier.cloudfront.message import Request

__all__ = ["generated_response", "handler_event", "read_request", "read_response"]


def handler_event(  # noqa: PLR0913 - the parts of one event, all by name
    event: EventType,
    *,
    distribution_id: str,
    domain_name: str,
    request_id: str,
    request: Request,
    origin: Origin | None = None,
    response: Response | None = None,
    include_body: bool = False,
) -> LambdaEvent:
    """The event; `origin` in the origin events, `response` in the response events."""
    part = _request_part(request, event)
    if include_body and (body := body_part(request, event)) is not None:
        part["body"] = body
    if origin is not None and event not in VIEWER_EVENTS:
        part["origin"] = origin_object(origin)
    config = {
        "distributionDomainName": domain_name,
        "distributionId": distribution_id,
        "eventType": event,
        "requestId": request_id,
    }
    cf: dict[str, Any] = {"config": config, "request": part}
    if response is not None:
        cf["response"] = _response_part(response, event)
    return {"Records": [{"cf": cf}]}  # type: ignore[typeddict-item]  # built key by key just above


def read_request(
    request: Request, returned: Mapping[str, Any], *, given: LambdaRequest, event: EventType
) -> Request:
    """The request that goes on: `method` and `clientIp` are the viewer's whatever came back."""
    seen = sight(request.headers, kind="handler", event=event)
    same_headers = returned["headers"] == given["headers"]
    return replace(
        request,
        uri=returned["uri"],
        querystring=returned.get("querystring", ""),
        headers=request.headers if same_headers else seen.joined_with(_lines(returned["headers"])),
        body=read_body(returned.get("body"), original=request.body),
    )


def read_response(
    response: Response, returned: Mapping[str, Any], *, given: LambdaResponse, event: EventType
) -> Response:
    """The response that goes on; at viewer-response neither status nor body can change."""
    headers = returned.get("headers", {})
    seen = sight(response.headers, kind="handler", event=event)
    changed = replace(
        response,
        headers=response.headers if headers == given["headers"] else seen.joined_with(_lines(headers)),
        reason=_reason(returned),
    )
    if event == "viewer-response":
        return changed
    body = _body(returned) if returned.get("body") is not None else response.body
    return replace(changed, status=int(returned["status"]), body=body)


def generated_response(returned: Mapping[str, Any]) -> Response:
    """The response that a handler made in a request event."""
    headers = Headers.of(_lines(returned.get("headers") or {}))
    return Response(int(returned["status"]), headers, _body(returned), _reason(returned))


def _request_part(request: Request, event: EventType) -> LambdaRequest:
    return {
        "clientIp": request.client_ip,
        "headers": _header_part(sight(request.headers, kind="handler", event=event)),
        "method": request.method,
        "querystring": request.querystring,
        "uri": request.uri,
    }


def _response_part(response: Response, event: EventType) -> LambdaResponse:
    return {
        "headers": _header_part(sight(response.headers, kind="handler", event=event)),
        "status": str(response.status),
        "statusDescription": response.reason or reason_phrase(response.status),
    }


def _header_part(seen: Sight) -> LambdaHeaders:
    return {
        name: [{"key": key, "value": value} for key, value in lines]
        for name, lines in seen.shown.grouped().items()
    }


def _lines(headers: Mapping[str, list[Mapping[str, Any]]]) -> Iterator[tuple[str, str]]:
    for name, entries in headers.items():
        # A name with null is a name taken away: nothing is said of it, and no rule refuses it.
        for entry in entries or ():
            key = entry.get("key") or ""
            yield (key if fold(key) == fold(name) else initial_capitals(name)), entry["value"]


def _reason(returned: Mapping[str, Any]) -> str:
    return str(returned.get("statusDescription") or "")


def _body(returned: Mapping[str, Any]) -> bytes:
    text = returned.get("body") or ""
    return base64.b64decode(text) if returned.get("bodyEncoding") == "base64" else text.encode()
