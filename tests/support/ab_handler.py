"""The handler of experiments as CloudFront calls it: one event in, what it returns and what it told out."""

from __future__ import annotations

from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any, cast

from edge_support import AB_TESTING, Recorder, edge_event, settings_for

from edge.ab_testing.handler import AbTesting
from edge.handler import chain
from edge.headers import values

if TYPE_CHECKING:
    from edge.events import LambdaHandler, Request, Response

__all__ = ["cookies_set", "experiments", "handler", "viewer_request", "viewer_response"]


def handler(telemetry: Recorder | None = None, **changes: Any) -> LambdaHandler:
    return chain(
        settings_for(ab_testing={**AB_TESTING, **changes}), (AbTesting,), telemetry=telemetry or Recorder()
    )


def viewer_request(request: Request, telemetry: Recorder | None = None, **changes: Any) -> Request:
    return cast("Request", handler(telemetry, **changes)(edge_event("viewer-request", request), None))


def viewer_response(
    request: Request,
    telemetry: Recorder | None = None,
    *,
    lines: dict[str, Any] | None = None,
    **changes: Any,
) -> Response:
    answer: Response = {"status": "200", "statusDescription": "OK", "headers": lines or {}}
    return cast(
        "Response", handler(telemetry, **changes)(edge_event("viewer-response", request, answer), None)
    )


def cookies_set(response: Response) -> SimpleCookie:
    jar = SimpleCookie()
    for line in values(response["headers"], "set-cookie"):
        jar.load(line)
    return jar


def experiments(**changes: Any) -> list[dict[str, Any]]:
    return [{**AB_TESTING["experiments"][0], **changes}]
