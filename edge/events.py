"""The four events as Python sees them: AWS's own JSON, typed and otherwise untouched.

Handlers are given and return these dictionaries, so that what a feature does not change reaches CloudFront
exactly as it came. The module holds types alone and is imported for type checking only: a cold start never
pays for it.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html (read
in a copy of 2026-04-13). Optional keys are inherited from `total=False` bases, for the `typing` of Python
3.10 has no `NotRequired`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypedDict

__all__ = [
    "Body",
    "Cf",
    "Config",
    "CustomOrigin",
    "Event",
    "EventType",
    "HeaderLine",
    "Headers",
    "LambdaHandler",
    "Origin",
    "Request",
    "Response",
    "S3Origin",
]

EventType = Literal["viewer-request", "origin-request", "origin-response", "viewer-response"]


class HeaderKey(TypedDict, total=False):
    """The optional half of a header line."""

    key: str


class HeaderLine(HeaderKey):
    """One header line; `key` keeps the case it had on the wire, CloudFront fills it in where it is absent."""

    value: str


Headers = dict[str, list[HeaderLine]]
"""Lower-case name -> one entry for each line."""


class Config(TypedDict):
    """What the invocation is about; read-only."""

    distributionDomainName: str
    distributionId: str
    eventType: EventType
    requestId: str


class Body(TypedDict):
    """The request's body, there with IncludeBody only; base64 when given, truncated at 40 KB or 1 MB."""

    action: str
    data: str
    encoding: str
    inputTruncated: bool


class OriginTimes(TypedDict, total=False):
    """Timeouts of an origin, seconds."""

    readTimeout: int
    responseCompletionTimeout: int


class CustomOrigin(OriginTimes):
    """An HTTP server."""

    customHeaders: Headers
    domainName: str
    keepaliveTimeout: int
    path: str
    port: int
    protocol: str
    sslProtocols: list[str]


class S3Origin(OriginTimes):
    """A bucket's REST endpoint; an origin access control cannot be seen or set here."""

    authMethod: str
    customHeaders: Headers
    domainName: str
    path: str
    region: str


class Origin(TypedDict, total=False):
    """Exactly one of the two."""

    custom: CustomOrigin
    s3: S3Origin


class RequestExtras(TypedDict, total=False):
    """What only some events hold: the body with IncludeBody, the origin in origin events."""

    body: Body
    origin: Origin


class Request(RequestExtras):
    """The request; `clientIp` and `method` are read-only."""

    clientIp: str
    headers: Headers
    method: str
    querystring: str
    uri: str


class ResponseExtras(TypedDict, total=False):
    """What a generated response may hold besides its status."""

    body: str
    bodyEncoding: str
    headers: Headers
    statusDescription: str


class Response(ResponseExtras):
    """The response of a response event, or one that a feature generates; `status` is a string."""

    status: str


class CfExtras(TypedDict, total=False):
    """In response events only."""

    response: Response


class Cf(CfExtras):
    """`event["Records"][0]["cf"]`."""

    config: Config
    request: Request


class Record(TypedDict):
    """The only entry of `Records`."""

    cf: Cf


class Event(TypedDict):
    """The whole event."""

    Records: list[Record]


LambdaHandler = Callable[[Event, object], "Request | Response"]
"""What Lambda calls; nothing is read from the second argument, its context object."""
