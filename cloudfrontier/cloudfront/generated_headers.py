"""The `CloudFront-*` request headers that CloudFront makes itself: country, device, TLS and the like.

A policy must name them before anybody sees them. CloudFront Functions then see them in viewer-request,
Lambda@Edge in the origin events only. A few may be named in an origin request policy, not in a cache policy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from cloudfrontier.cloudfront.headers import HeaderList, fold
from cloudfrontier.cloudfront.source import guide

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import EventType, Kind

__all__ = [
    "GENERATED",
    "GENERATED_NAMES",
    "MADE_FOR_ALL_EXCEPT",
    "NOT_IN_CACHE_POLICY",
    "VISIBLE_IN",
    "GeneratedGroup",
    "group_of",
    "is_allowed_in_cache_policy",
]

GeneratedGroup = Literal["device", "location", "structure", "tls", "other", "mtls"]

SOURCE = guide("adding-cloudfront-headers", read="2026-10")

GENERATED: dict[GeneratedGroup, tuple[str, ...]] = {
    "device": (
        "CloudFront-Is-Android-Viewer",
        "CloudFront-Is-Desktop-Viewer",
        "CloudFront-Is-IOS-Viewer",
        "CloudFront-Is-Mobile-Viewer",
        "CloudFront-Is-SmartTV-Viewer",
        "CloudFront-Is-Tablet-Viewer",
    ),
    "location": (
        "CloudFront-Viewer-Address",
        "CloudFront-Viewer-ASN",
        "CloudFront-Viewer-Country",
        "CloudFront-Viewer-City",
        "CloudFront-Viewer-Country-Name",
        "CloudFront-Viewer-Country-Region",
        "CloudFront-Viewer-Country-Region-Name",
        "CloudFront-Viewer-Latitude",
        "CloudFront-Viewer-Longitude",
        "CloudFront-Viewer-Metro-Code",
        "CloudFront-Viewer-Postal-Code",
        "CloudFront-Viewer-Time-Zone",
    ),
    "structure": ("CloudFront-Viewer-Header-Order", "CloudFront-Viewer-Header-Count"),
    "tls": (
        "CloudFront-Viewer-JA3-Fingerprint",
        "CloudFront-Viewer-JA4-Fingerprint",
        "CloudFront-Viewer-TLS",
    ),
    "other": (
        "CloudFront-Error-Uri",
        "CloudFront-Error-Args",
        "CloudFront-Forwarded-Proto",
        "CloudFront-Viewer-Http-Version",
    ),
    "mtls": (
        "CloudFront-Viewer-Cert-Serial-Number",
        "CloudFront-Viewer-Cert-Issuer",
        "CloudFront-Viewer-Cert-Subject",
        "CloudFront-Viewer-Cert-Present",
        "CloudFront-Viewer-Cert-Sha256",
        "CloudFront-Viewer-Cert-Validity",
        "CloudFront-Viewer-Cert-Pem",
    ),
}
"""The names as AWS writes them, by group."""

_GROUPS: dict[str, GeneratedGroup] = {
    fold(name): group for group in get_args(GeneratedGroup) for name in GENERATED[group]
}

GENERATED_NAMES = frozenset(_GROUPS)
"""All of them in lower case."""

MADE_FOR_ALL_EXCEPT = frozenset(
    fold(name)
    for name in (
        *GENERATED["device"],
        *GENERATED["location"],
        "CloudFront-Viewer-TLS",
        "CloudFront-Forwarded-Proto",
        "CloudFront-Viewer-Http-Version",
    )
)
"""Those that come with `AllViewerExceptHostHeader`, in lower case.

https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
(read 2026-04).
"""

NOT_IN_CACHE_POLICY = HeaderList(
    id="not-in-cache-policy",
    title="Headers of CloudFront's own that an origin request policy may name but a cache policy may not",
    source=SOURCE,
    names=frozenset({
        "cloudfront-viewer-address", "cloudfront-viewer-asn", "cloudfront-viewer-ja3-fingerprint",
        "cloudfront-viewer-ja4-fingerprint", "cloudfront-viewer-tls", "cloudfront-viewer-cert-validity",
        "cloudfront-viewer-cert-pem",
    }),
)  # fmt: skip

VISIBLE_IN: dict[Kind, tuple[EventType, ...]] = {
    "function": ("viewer-request",),
    "handler": ("origin-request", "origin-response"),
}
"""Events in which code sees those that a policy names.

For functions: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-functions-choosing.html
(read 2026-04). That CloudFront Functions see them in viewer-response too is not said.
"""


def group_of(name: str) -> GeneratedGroup | None:
    """The group of a header that CloudFront makes, None for any other."""
    return _GROUPS.get(fold(name))


def is_allowed_in_cache_policy(name: str) -> bool:
    """Whether a cache policy may put the header into the cache key."""
    return name not in NOT_IN_CACHE_POLICY
