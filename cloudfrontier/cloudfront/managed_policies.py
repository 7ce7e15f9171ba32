"""The policies that AWS manages: what `CachingOptimized` and its like mean, by name and by id.

Projects name them; distributions of the API hold their ids. The API puts `Managed-` before their names.

Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html,
.../using-managed-origin-request-policies.html and .../using-managed-response-headers-policies.html (read
2026-04).
"""

from __future__ import annotations

from typing import Protocol, TypeVar

from cloudfrontier.cloudfront.cache_policy import (
    CachePolicy,
    ItemSelection,
    OriginRequestPolicy,
    ResponseHeader,
    ResponseHeadersPolicy,
)

__all__ = [
    "AMPLIFY_CACHE_POLICY_IDS",
    "CACHE_POLICIES",
    "ORIGIN_REQUEST_POLICIES",
    "RESPONSE_HEADERS_POLICIES",
    "managed_cache_policy",
    "managed_origin_request_policy",
    "managed_response_headers_policy",
]

_DAY = 86400
_YEAR = 31536000
_ALL = ItemSelection("all")
_METHOD_OVERRIDES = ("Host", "Origin", "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")

CACHE_POLICIES: tuple[CachePolicy, ...] = (
    CachePolicy(
        "Amplify",
        "2e54312d-136d-493c-8eb9-b001f22f67d2",
        min_ttl=2,
        default_ttl=2,
        max_ttl=600,
        headers=("Authorization", "CloudFront-Viewer-Country", "Host"),
        cookies=_ALL,
        query_strings=_ALL,
        gzip=True,
        brotli=True,
    ),
    CachePolicy(
        "CachingDisabled",
        "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        min_ttl=0,
        default_ttl=0,
        max_ttl=0,
    ),
    CachePolicy(
        "CachingOptimized",
        "658327ea-f89d-4fab-a63d-7e88639e58f6",
        min_ttl=1,
        default_ttl=_DAY,
        max_ttl=_YEAR,
        gzip=True,
        brotli=True,
    ),
    CachePolicy(
        "CachingOptimizedForUncompressedObjects",
        "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
        min_ttl=1,
        default_ttl=_DAY,
        max_ttl=_YEAR,
    ),
    CachePolicy(
        "Elemental-MediaPackage",
        "08627262-05a9-4f76-9ded-b50ca2e3a84f",
        min_ttl=0,
        default_ttl=_DAY,
        max_ttl=_YEAR,
        headers=("Origin",),
        query_strings=ItemSelection("whitelist", ("aws.manifestfilter", "start", "end", "m")),
        gzip=True,
    ),
    CachePolicy(
        "UseOriginCacheControlHeaders",
        "83da9c7e-98b4-4e11-a168-04f0df8e2c65",
        min_ttl=0,
        default_ttl=0,
        max_ttl=_YEAR,
        headers=_METHOD_OVERRIDES,
        cookies=_ALL,
        gzip=True,
        brotli=True,
    ),
    CachePolicy(
        "UseOriginCacheControlHeaders-QueryStrings",
        "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
        min_ttl=0,
        default_ttl=0,
        max_ttl=_YEAR,
        headers=_METHOD_OVERRIDES,
        cookies=_ALL,
        query_strings=_ALL,
        gzip=True,
        brotli=True,
    ),
)

AMPLIFY_CACHE_POLICY_IDS: dict[str, str] = {
    "Amplify-Default": "4d1d2f1d-3a71-49ad-9e08-7ea5d843a556",
    "Amplify-DefaultNoCookies": "a6bad946-36c3-4c33-aa98-362c74a7fb13",
    "Amplify-ImageOptimization": "1c6db51a-a33f-469a-8245-dae26771f530",
    "Amplify-StaticContent": "7e5fad67-ee98-4ad0-b05a-394999eefc1a",
}
"""Cache policies that Amplify uses itself; AWS publishes their ids and not what they say."""

ORIGIN_REQUEST_POLICIES: tuple[OriginRequestPolicy, ...] = (
    OriginRequestPolicy(
        "AllViewer",
        "216adef6-5c7f-47e4-b989-5492eafa07d3",
        header_behavior="allViewer",
        cookies=_ALL,
        query_strings=_ALL,
    ),
    OriginRequestPolicy(
        "AllViewerAndCloudFrontHeaders-2022-06",
        "33f36d7e-f396-46d9-90e0-52428a34d9dc",
        header_behavior="allViewerAndWhitelistCloudFront",
        headers=(
            "CloudFront-Forwarded-Proto",
            "CloudFront-Is-Android-Viewer",
            "CloudFront-Is-Desktop-Viewer",
            "CloudFront-Is-IOS-Viewer",
            "CloudFront-Is-Mobile-Viewer",
            "CloudFront-Is-SmartTV-Viewer",
            "CloudFront-Is-Tablet-Viewer",
            "CloudFront-Viewer-Address",
            "CloudFront-Viewer-ASN",
            "CloudFront-Viewer-City",
            "CloudFront-Viewer-Country",
            "CloudFront-Viewer-Country-Name",
            "CloudFront-Viewer-Country-Region",
            "CloudFront-Viewer-Country-Region-Name",
            "CloudFront-Viewer-Http-Version",
            "CloudFront-Viewer-Latitude",
            "CloudFront-Viewer-Longitude",
            "CloudFront-Viewer-Metro-Code",
            "CloudFront-Viewer-Postal-Code",
            "CloudFront-Viewer-Time-Zone",
            "CloudFront-Viewer-TLS",
        ),
        cookies=_ALL,
        query_strings=_ALL,
    ),
    # AWS's page adds that CloudFront's headers on protocol, TLS, device and location come with it.
    OriginRequestPolicy(
        "AllViewerExceptHostHeader",
        "b689b0a8-53d0-40ab-baf2-68738e2966ac",
        header_behavior="allExcept",
        headers=("Host",),
        cookies=_ALL,
        query_strings=_ALL,
    ),
    OriginRequestPolicy(
        "CORS-CustomOrigin",
        "59781a5b-3903-41f3-afcb-af62929ccde1",
        header_behavior="whitelist",
        headers=("Origin",),
    ),
    OriginRequestPolicy(
        "CORS-S3Origin",
        "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
        header_behavior="whitelist",
        headers=("Origin", "Access-Control-Request-Headers", "Access-Control-Request-Method"),
    ),
    OriginRequestPolicy(
        "Elemental-MediaTailor-PersonalizedManifests",
        "775133bc-15f2-49f9-abea-afb2e0bf67d2",
        header_behavior="whitelist",
        headers=(
            "Origin",
            "Access-Control-Request-Headers",
            "Access-Control-Request-Method",
            "User-Agent",
            "X-Forwarded-For",
        ),
        query_strings=_ALL,
    ),
    OriginRequestPolicy(
        "HostHeaderOnly",
        "bf0718e1-ba1e-49d1-88b1-f726733018ae",
        header_behavior="whitelist",
        headers=("Host",),
    ),
    OriginRequestPolicy(
        "UserAgentRefererHeaders",
        "acba4595-bd28-49b8-b9fe-13317c0390fa",
        header_behavior="whitelist",
        headers=("User-Agent", "Referer"),
    ),
)

_ANY_ORIGIN = ResponseHeader("Access-Control-Allow-Origin", "*")
_PREFLIGHT = (
    ResponseHeader("Access-Control-Allow-Methods", "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"),
    _ANY_ORIGIN,
    ResponseHeader("Access-Control-Expose-Headers", "*"),
)
_SECURITY = (
    ResponseHeader("Referrer-Policy", "strict-origin-when-cross-origin"),
    ResponseHeader("Strict-Transport-Security", "max-age=31536000"),
    ResponseHeader("X-Content-Type-Options", "nosniff", override=True),
    ResponseHeader("X-Frame-Options", "SAMEORIGIN"),
    ResponseHeader("X-XSS-Protection", "1; mode=block"),
)

RESPONSE_HEADERS_POLICIES: tuple[ResponseHeadersPolicy, ...] = (
    ResponseHeadersPolicy("SimpleCORS", "60669652-455b-4ae9-85a4-c4c02393f86c", cors=(_ANY_ORIGIN,)),
    ResponseHeadersPolicy("CORS-With-Preflight", "5cc3b908-e619-4b99-88e5-2cf7f45965bd", cors=_PREFLIGHT),
    ResponseHeadersPolicy(
        "SecurityHeadersPolicy", "67f7725c-6f97-4210-82d7-5512b31e9d03", security=_SECURITY
    ),
    ResponseHeadersPolicy(
        "CORS-and-SecurityHeadersPolicy",
        "e61eb60c-9c35-4d20-a928-2b84e02af89c",
        cors=(_ANY_ORIGIN,),
        security=_SECURITY,
    ),
    ResponseHeadersPolicy(
        "CORS-with-preflight-and-SecurityHeadersPolicy",
        "eaab4381-ed33-4a86-88ca-d9558dc6cd63",
        cors=_PREFLIGHT,
        security=_SECURITY,
    ),
)


class _Policy(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def id(self) -> str: ...


_P = TypeVar("_P", bound=_Policy)


def managed_cache_policy(name_or_id: str) -> CachePolicy | None:
    """The cache policy of that name (with or without `Managed-`) or id."""
    return _find(CACHE_POLICIES, name_or_id)


def managed_origin_request_policy(name_or_id: str) -> OriginRequestPolicy | None:
    """The origin request policy of that name (with or without `Managed-`) or id."""
    return _find(ORIGIN_REQUEST_POLICIES, name_or_id)


def managed_response_headers_policy(name_or_id: str) -> ResponseHeadersPolicy | None:
    """The response headers policy of that name (with or without `Managed-`) or id."""
    return _find(RESPONSE_HEADERS_POLICIES, name_or_id)


def _find(policies: tuple[_P, ...], name_or_id: str) -> _P | None:
    wanted = name_or_id.removeprefix("Managed-")
    return next((policy for policy in policies if wanted in {policy.name, policy.id}), None)
