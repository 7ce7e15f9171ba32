"""The four events of a request, and the shape in which each runtime is given them.

1. viewer-request and viewer-response run for every request; the origin events run on a cache miss only.
2. CloudFront Functions are given the two viewer events, Lambda@Edge all four.
3. Both are given JSON; the shapes differ: Lambda@Edge has lists of `{key, value}`, CloudFront Functions has
   `{value, multiValue}` and keeps cookies and query strings apart.

Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html and
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
(both read in copies of 2026-04).
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict, get_args

__all__ = [
    "EVENT_TYPES",
    "KINDS",
    "ORIGIN_EVENTS",
    "REQUEST_EVENTS",
    "RESPONSE_EVENTS",
    "VIEWER_EVENTS",
    "CustomOriginConfig",
    "EventType",
    "FunctionBody",
    "FunctionContext",
    "FunctionCookie",
    "FunctionEvent",
    "FunctionRequest",
    "FunctionResponse",
    "FunctionValue",
    "FunctionViewer",
    "Kind",
    "LambdaBody",
    "LambdaCf",
    "LambdaConfig",
    "LambdaEvent",
    "LambdaHeader",
    "LambdaHeaders",
    "LambdaOrigin",
    "LambdaRecord",
    "LambdaRequest",
    "LambdaResponse",
    "S3OriginConfig",
]

EventType = Literal["viewer-request", "origin-request", "origin-response", "viewer-response"]
Kind = Literal["function", "handler"]
"""function: a CloudFront Function (JavaScript); handler: a Lambda@Edge function (Python here)."""

EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
KINDS: tuple[Kind, ...] = get_args(Kind)
VIEWER_EVENTS: frozenset[EventType] = frozenset({"viewer-request", "viewer-response"})
ORIGIN_EVENTS: frozenset[EventType] = frozenset({"origin-request", "origin-response"})
REQUEST_EVENTS: frozenset[EventType] = frozenset({"viewer-request", "origin-request"})
RESPONSE_EVENTS: frozenset[EventType] = frozenset({"origin-response", "viewer-response"})


# --- Lambda@Edge ---------------------------------------------------------------------------------------


class LambdaHeader(TypedDict):
    """One header line; `key` keeps the case it had on the wire."""

    key: NotRequired[str]
    value: str


LambdaHeaders = dict[str, list[LambdaHeader]]
"""Lower-case name -> one entry per header line."""


class LambdaConfig(TypedDict):
    """`event["Records"][0]["cf"]["config"]`, all of it read-only."""

    distributionDomainName: str
    distributionId: str
    eventType: EventType
    requestId: str


class LambdaBody(TypedDict):
    """The request's body, present with IncludeBody: always base64 when given to a handler."""

    inputTruncated: bool
    action: str
    encoding: str
    data: str


class CustomOriginConfig(TypedDict):
    """`request.origin.custom` of the origin events."""

    customHeaders: LambdaHeaders
    domainName: str
    keepaliveTimeout: int
    path: str
    port: int
    protocol: str
    readTimeout: int
    responseCompletionTimeout: NotRequired[int]
    sslProtocols: list[str]


class S3OriginConfig(TypedDict):
    """`request.origin.s3` of the origin events."""

    authMethod: str
    customHeaders: LambdaHeaders
    domainName: str
    path: str
    region: str
    readTimeout: NotRequired[int]
    responseCompletionTimeout: NotRequired[int]


class LambdaOrigin(TypedDict, total=False):
    """Exactly one of the two."""

    custom: CustomOriginConfig
    s3: S3OriginConfig


class LambdaRequest(TypedDict):
    """`cf.request`; `origin` is there in the origin events only."""

    clientIp: str
    headers: LambdaHeaders
    method: str
    querystring: str
    uri: str
    body: NotRequired[LambdaBody]
    origin: NotRequired[LambdaOrigin]


class LambdaResponse(TypedDict):
    """`cf.response`, or what a handler generates; `body` is never given, only returned."""

    headers: LambdaHeaders
    status: str
    statusDescription: NotRequired[str]
    body: NotRequired[str]
    bodyEncoding: NotRequired[str]


class LambdaCf(TypedDict):
    """`event["Records"][0]["cf"]`."""

    config: LambdaConfig
    request: LambdaRequest
    response: NotRequired[LambdaResponse]


class LambdaRecord(TypedDict):
    """The only entry of `Records`."""

    cf: LambdaCf


class LambdaEvent(TypedDict):
    """The whole event of a Lambda@Edge invocation."""

    Records: list[LambdaRecord]


# --- CloudFront Functions ------------------------------------------------------------------------------


class FunctionValue(TypedDict):
    """A header or query parameter: the first value, and all of them when there are several."""

    value: str
    multiValue: NotRequired[list[FunctionValue]]


class FunctionCookie(TypedDict):
    """A cookie; `attributes` (one string, as in Set-Cookie) in responses only."""

    value: str
    attributes: NotRequired[str]
    multiValue: NotRequired[list[FunctionCookie]]


class FunctionRequest(TypedDict):
    """`event.request`; cookies stand apart from the headers, names are lower-case."""

    method: str
    uri: str
    querystring: dict[str, FunctionValue]
    headers: dict[str, FunctionValue]
    cookies: dict[str, FunctionCookie]


class FunctionBody(TypedDict):
    """A response's body: returned, never given."""

    encoding: str
    data: str


class FunctionResponse(TypedDict):
    """`event.response`, or what a function generates; `statusCode` is an integer."""

    statusCode: int
    statusDescription: NotRequired[str]
    headers: NotRequired[dict[str, FunctionValue]]
    cookies: NotRequired[dict[str, FunctionCookie]]
    body: NotRequired[FunctionBody | str]


class FunctionContext(TypedDict):
    """`event.context`."""

    distributionDomainName: str
    distributionId: str
    eventType: EventType
    requestId: str


class FunctionViewer(TypedDict):
    """`event.viewer`."""

    ip: str


class FunctionEvent(TypedDict):
    """The whole event of a CloudFront Function; `response` in viewer-response only."""

    version: str
    context: FunctionContext
    viewer: FunctionViewer
    request: FunctionRequest
    response: NotRequired[FunctionResponse]
