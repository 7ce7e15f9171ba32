"""The steps that a request goes through, in order: the table that the simulator walks and the docs draw.

Sources:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-cloudfront-trigger-events.html and
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-event-request-response.html
(read 2026-04). Steps that these do not name stand where the AWS blog "Charting the life of an Amazon
CloudFront request" (2025-10-17) has them. It draws Lambda@Edge's viewer-request behind the cache of the edge
location; the guide promises that it runs before any cache, which is what viewers see and what is modelled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cloudfrontier.cloudfront.events import EventType
from cloudfrontier.cloudfront.lifecycle.options import DEFAULT_OPTIONS

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.lifecycle.options import LifecycleOptions

__all__ = ["Step", "StepId", "order"]

StepId = Literal[
    "size-limits",
    "behavior",
    "viewer-protocol",
    "allowed-methods",
    "geo-restriction",
    "waf",
    "default-root-object",
    "signature",
    "viewer-request",
    "cache-lookup",
    "origin-request",
    "origin",
    "origin-response",
    "error-page",
    "store",
    "viewer-response",
    "response-headers-policy",
    "send",
]


@dataclass(frozen=True)
class Step:
    """One step; `event`: where edge code may run; `uncertain`: AWS does not say that it stands here."""

    id: StepId
    title: str
    event: EventType | None = None
    uncertain: bool = False


_ROOT_OBJECT = Step("default-root-object", "`/` becomes the default root object", uncertain=True)
_ARRIVAL = Step("size-limits", "the request line and the headers are within CloudFront's limits")
_ADMISSION = (
    # The blog lists the choice of a behavior after WAF; but protocol and methods are settings of a behavior.
    Step("behavior", "the first behavior whose path pattern matches is chosen, for good", uncertain=True),
    Step("viewer-protocol", "plain HTTP is let through, refused or redirected to HTTPS"),
    Step("allowed-methods", "the behavior allows the method; a GET has no body"),
    Step("geo-restriction", "the viewer's country is allowed"),
    Step("waf", "AWS WAF lets the request pass"),
)
_SIGNATURE = Step("signature", "a signed URL or signed cookies are verified", uncertain=True)
_VIEWER_REQUEST = Step("viewer-request", "viewer-request runs", event="viewer-request")
_REST = (
    Step("cache-lookup", "the cache is asked for the cache key"),
    Step("origin-request", "origin-request runs", event="origin-request"),
    Step("origin", "the origin answers"),
    Step("origin-response", "origin-response runs", event="origin-response"),
    Step("error-page", "a custom error page takes the place of an error", uncertain=True),
    Step("store", "the response is compressed and stored"),
    Step("viewer-response", "viewer-response runs", event="viewer-response"),
    Step("response-headers-policy", "the response headers policy removes and adds headers", uncertain=True),
    Step("send", "the response is sent"),
)


def order(options: LifecycleOptions = DEFAULT_OPTIONS) -> tuple[Step, ...]:
    """All steps in order."""
    root_object, signature = (_ROOT_OBJECT,), (_SIGNATURE,)
    return (
        _ARRIVAL,
        *(root_object if options.root_object_first else ()),
        *_ADMISSION,
        *(signature if options.signature_first else ()),
        _VIEWER_REQUEST,
        *(() if options.signature_first else signature),
        *(() if options.root_object_first else root_object),
        *_REST,
    )
