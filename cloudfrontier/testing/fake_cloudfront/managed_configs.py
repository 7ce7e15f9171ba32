"""AWS's managed policies as the API shows them, made of `cloudfrontier.cloudfront.managed_policies`.

AWS's pages tell what these policies do, not every member of their configurations: comments are left out, and
in a CORS configuration the lists of which no header tells are empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.managed_policies import (
    CACHE_POLICIES,
    ORIGIN_REQUEST_POLICIES,
    RESPONSE_HEADERS_POLICIES,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cloudfrontier.cloudfront.cache_policy import (
        CachePolicy,
        ItemSelection,
        OriginRequestPolicy,
        ResponseHeader,
        ResponseHeadersPolicy,
    )

__all__ = ["managed_cache_configs", "managed_origin_request_configs", "managed_response_headers_configs"]

Members = dict[str, Any]


def managed_cache_configs() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Id and `CachePolicyConfig` of each."""
    return ((policy.id, _cache_config(policy)) for policy in CACHE_POLICIES)


def managed_origin_request_configs() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Id and `OriginRequestPolicyConfig` of each."""
    return ((policy.id, _origin_request_config(policy)) for policy in ORIGIN_REQUEST_POLICIES)


def managed_response_headers_configs() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Id and `ResponseHeadersPolicyConfig` of each."""
    return ((policy.id, _response_headers_config(policy)) for policy in RESPONSE_HEADERS_POLICIES)


def _cache_config(policy: CachePolicy) -> Members:
    return {
        "Name": f"Managed-{policy.name}",
        "MinTTL": policy.min_ttl,
        "DefaultTTL": policy.default_ttl,
        "MaxTTL": policy.max_ttl,
        "ParametersInCacheKeyAndForwardedToOrigin": {
            "EnableAcceptEncodingGzip": policy.gzip,
            "EnableAcceptEncodingBrotli": policy.brotli,
            "HeadersConfig": _selection("Header", "whitelist" if policy.headers else "none", policy.headers),
            **_selections(policy.cookies, policy.query_strings),
        },
    }


def _origin_request_config(policy: OriginRequestPolicy) -> Members:
    return {
        "Name": f"Managed-{policy.name}",
        "HeadersConfig": _selection("Header", policy.header_behavior, policy.headers),
        **_selections(policy.cookies, policy.query_strings),
    }


def _listed(values: Sequence[object]) -> Members:
    return {"Quantity": len(values), "Items": list(values)}


def _selections(cookies: ItemSelection, query_strings: ItemSelection) -> Members:
    return {
        "CookiesConfig": _selection("Cookie", cookies.behavior, cookies.names),
        "QueryStringsConfig": _selection("QueryString", query_strings.behavior, query_strings.names),
    }


def _selection(what: str, behavior: str, names: tuple[str, ...]) -> Members:
    return {f"{what}Behavior": behavior, **({f"{what}s": _listed(names)} if names else {})}


def _response_headers_config(policy: ResponseHeadersPolicy) -> Members:
    config: Members = {"Name": f"Managed-{policy.name}"}
    if policy.cors:
        config["CorsConfig"] = _cors(policy)
    if policy.security:
        config["SecurityHeadersConfig"] = dict(_SECURITY[header.name](header) for header in policy.security)
    return config


def _cors(policy: ResponseHeadersPolicy) -> Members:
    values = {header.name: header.value.split(", ") for header in policy.cors}
    config: Members = {
        "AccessControlAllowOrigins": _listed(values["Access-Control-Allow-Origin"]),
        "AccessControlAllowHeaders": _listed(values.get("Access-Control-Allow-Headers", [])),
        "AccessControlAllowMethods": _listed(values.get("Access-Control-Allow-Methods", [])),
        "AccessControlAllowCredentials": False,
        "OriginOverride": policy.cors_override,
    }
    if "Access-Control-Expose-Headers" in values:
        config["AccessControlExposeHeaders"] = _listed(values["Access-Control-Expose-Headers"])
    return config


_SECURITY: dict[str, Callable[[ResponseHeader], tuple[str, Members]]] = {
    "Referrer-Policy": lambda header: (
        "ReferrerPolicy",
        {"Override": header.override, "ReferrerPolicy": header.value},
    ),
    "Strict-Transport-Security": lambda header: (
        "StrictTransportSecurity",
        {"Override": header.override, "AccessControlMaxAgeSec": int(header.value.removeprefix("max-age="))},
    ),
    "X-Content-Type-Options": lambda header: ("ContentTypeOptions", {"Override": header.override}),
    "X-Frame-Options": lambda header: (
        "FrameOptions",
        {"Override": header.override, "FrameOption": header.value},
    ),
    "X-XSS-Protection": lambda header: (
        "XSSProtection",
        {
            "Override": header.override,
            "Protection": header.value.startswith("1"),
            "ModeBlock": "block" in header.value,
        },
    ),
}
