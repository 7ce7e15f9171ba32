"""The account's own policies as the API shows them -> the values that rules and the simulator know.

A member that the API requires and that is absent raises `KeyError`: what AWS itself printed has them all.

Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CachePolicyConfig.html,
.../API_OriginRequestPolicyConfig.html and .../API_ResponseHeadersPolicyConfig.html (botocore 1.44.5).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.cache_policy import (
    CORS_METHODS,
    CachePolicy,
    ItemSelection,
    OriginRequestPolicy,
    ResponseHeader,
    ResponseHeadersPolicy,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["cache_policy_of", "origin_request_policy_of", "response_headers_policy_of"]

Members = Mapping[str, Any]

_CORS_LISTS = {
    "AccessControlAllowHeaders": "Access-Control-Allow-Headers",
    "AccessControlAllowMethods": "Access-Control-Allow-Methods",
    "AccessControlAllowOrigins": "Access-Control-Allow-Origin",
    "AccessControlExposeHeaders": "Access-Control-Expose-Headers",
}


def cache_policy_of(told: Members) -> CachePolicy:
    """What the API shows as `CachePolicy`."""
    config = told["CachePolicyConfig"]
    usual = CachePolicy(config["Name"])
    key = config.get("ParametersInCacheKeyAndForwardedToOrigin") or {}
    return CachePolicy(
        config["Name"],
        told["Id"],
        min_ttl=config["MinTTL"],
        default_ttl=config.get("DefaultTTL", usual.default_ttl),
        max_ttl=config.get("MaxTTL", usual.max_ttl),
        headers=_items((key.get("HeadersConfig") or {}).get("Headers")),
        cookies=_selection(key, "Cookie"),
        query_strings=_selection(key, "QueryString"),
        gzip=bool(key.get("EnableAcceptEncodingGzip")),
        brotli=bool(key.get("EnableAcceptEncodingBrotli")),
    )


def origin_request_policy_of(told: Members) -> OriginRequestPolicy:
    """What the API shows as `OriginRequestPolicy`."""
    config = told["OriginRequestPolicyConfig"]
    headers = config["HeadersConfig"]
    return OriginRequestPolicy(
        config["Name"],
        told["Id"],
        header_behavior=headers["HeaderBehavior"],
        headers=_items(headers.get("Headers")),
        cookies=_selection(config, "Cookie"),
        query_strings=_selection(config, "QueryString"),
    )


def response_headers_policy_of(told: Members) -> ResponseHeadersPolicy:
    """What the API shows as `ResponseHeadersPolicy`."""
    config = told["ResponseHeadersPolicyConfig"]
    cors = config.get("CorsConfig") or {}
    return ResponseHeadersPolicy(
        config["Name"],
        told["Id"],
        remove=tuple(item["Header"] for item in _items(config.get("RemoveHeadersConfig"))),
        cors=tuple(_cors(cors)),
        cors_override=bool(cors.get("OriginOverride")),
        security=tuple(_security(config.get("SecurityHeadersConfig") or {})),
        custom=tuple(
            ResponseHeader(item["Header"], item["Value"], override=item["Override"])
            for item in _items(config.get("CustomHeadersConfig"))
        ),
        server_timing=_sampling_rate(config.get("ServerTimingHeadersConfig") or {}),
    )


def _cors(config: Members) -> Iterator[ResponseHeader]:
    for member, name in _CORS_LISTS.items():
        if values := _items(config.get(member)):
            yield ResponseHeader(name, ", ".join(CORS_METHODS if "ALL" in values else values))
    if config.get("AccessControlAllowCredentials"):
        yield ResponseHeader("Access-Control-Allow-Credentials", "true")
    if config.get("AccessControlMaxAgeSec") is not None:
        yield ResponseHeader("Access-Control-Max-Age", str(config["AccessControlMaxAgeSec"]))


def _sampling_rate(config: Members) -> float | None:
    """None where the header is off; without a rate it is only sent to those who ask for it."""
    return float(config.get("SamplingRate") or 0) if config.get("Enabled") else None


def _security(config: Members) -> Iterator[ResponseHeader]:
    written: dict[str, tuple[str, Callable[[Members], str]]] = {
        "ContentSecurityPolicy": (
            "Content-Security-Policy",
            lambda item: str(item["ContentSecurityPolicy"]),
        ),
        "ReferrerPolicy": ("Referrer-Policy", lambda item: str(item["ReferrerPolicy"])),
        "StrictTransportSecurity": ("Strict-Transport-Security", _transport_security),
        "ContentTypeOptions": ("X-Content-Type-Options", lambda _: "nosniff"),
        "FrameOptions": ("X-Frame-Options", lambda item: str(item["FrameOption"])),
        "XSSProtection": ("X-XSS-Protection", _xss_protection),
    }
    for member, (name, value_of) in written.items():
        if item := config.get(member):
            yield ResponseHeader(name, value_of(item), override=item["Override"])


def _transport_security(item: Members) -> str:
    flags = {"IncludeSubdomains": "includeSubDomains", "Preload": "preload"}
    said = [flags[member] for member in flags if item.get(member)]
    return "; ".join([f"max-age={item['AccessControlMaxAgeSec']}", *said])


def _xss_protection(item: Members) -> str:
    if not item["Protection"]:
        return "0"
    report = f"; report={item['ReportUri']}" if item.get("ReportUri") else ""
    return f"1{'; mode=block' if item.get('ModeBlock') else ''}{report}"


def _selection(config: Members, what: str) -> ItemSelection:
    """`CookiesConfig` or `QueryStringsConfig`."""
    members = config.get(f"{what}sConfig") or {}
    return ItemSelection(members.get(f"{what}Behavior", "none"), _items(members.get(f"{what}s")))


def _items(members: Members | None) -> tuple[Any, ...]:
    return tuple((members or {}).get("Items") or ())
