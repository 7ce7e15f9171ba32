"""The account's own policies behind the ids of a distribution, so that rules can judge what they let through.

AWS's managed policies are known without asking. Only policies of behaviors that the project attaches to are
asked for.

Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CachePolicyConfig.html,
.../API_OriginRequestPolicyConfig.html and .../API_ResponseHeadersPolicyConfig.html (botocore 1.44.5).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from cloudfrontier.cloudfront.cache_policy import (
    CachePolicy,
    ItemSelection,
    OriginRequestPolicy,
    ResponseHeader,
    ResponseHeadersPolicy,
)
from cloudfrontier.cloudfront.distribution_config import Policies
from infra.aws import ServiceError, call

if TYPE_CHECKING:
    from infra.aws import Aws

__all__ = ["read_policies"]

T = TypeVar("T")
Members = Mapping[str, Any]

_CORS_LISTS = {
    "AccessControlAllowHeaders": "Access-Control-Allow-Headers",
    "AccessControlAllowMethods": "Access-Control-Allow-Methods",
    "AccessControlAllowOrigins": "Access-Control-Allow-Origin",
    "AccessControlExposeHeaders": "Access-Control-Expose-Headers",
}


def read_policies(aws: Aws, behaviors: Iterable[Members]) -> Policies:
    """The custom policies that these behaviors name; those that may not be read stay unknown."""
    named = list(behaviors)
    nothing = Policies()

    def unknown(member: str, find: Callable[[str], object]) -> list[str]:
        ids = dict.fromkeys(str(behavior.get(member) or "") for behavior in named)
        return [policy_id for policy_id in ids if policy_id and find(policy_id) is None]

    return Policies(
        _read(
            unknown("CachePolicyId", nothing.cache_policy),
            lambda policy_id: call(aws.cloudfront.get_cache_policy, Id=policy_id)["CachePolicy"],
            lambda told: _cache_policy(told["Id"], told["CachePolicyConfig"]),
        ),
        _read(
            unknown("OriginRequestPolicyId", nothing.origin_request_policy),
            lambda policy_id: call(aws.cloudfront.get_origin_request_policy, Id=policy_id)[
                "OriginRequestPolicy"
            ],
            lambda told: _origin_request_policy(told["Id"], told["OriginRequestPolicyConfig"]),
        ),
        _read(
            unknown("ResponseHeadersPolicyId", nothing.response_headers_policy),
            lambda policy_id: call(aws.cloudfront.get_response_headers_policy, Id=policy_id)[
                "ResponseHeadersPolicy"
            ],
            lambda told: _response_headers_policy(told["Id"], told["ResponseHeadersPolicyConfig"]),
        ),
    )


def _read(ids: list[str], ask: Callable[[str], Members], convert: Callable[[Members], T]) -> dict[str, T]:
    found = {}
    for policy_id in ids:
        try:
            found[policy_id] = convert(ask(policy_id))
        except ServiceError as error:
            if error.code != "AccessDenied" and not error.code.startswith("NoSuch"):
                raise
    return found


def _cache_policy(policy_id: str, config: Members) -> CachePolicy:
    usual = CachePolicy(config["Name"])
    key = config.get("ParametersInCacheKeyAndForwardedToOrigin") or {}
    return CachePolicy(
        config["Name"],
        policy_id,
        min_ttl=config["MinTTL"],
        default_ttl=config.get("DefaultTTL", usual.default_ttl),
        max_ttl=config.get("MaxTTL", usual.max_ttl),
        headers=_items((key.get("HeadersConfig") or {}).get("Headers")),
        cookies=_selection(key, "Cookie"),
        query_strings=_selection(key, "QueryString"),
        gzip=bool(key.get("EnableAcceptEncodingGzip")),
        brotli=bool(key.get("EnableAcceptEncodingBrotli")),
    )


def _origin_request_policy(policy_id: str, config: Members) -> OriginRequestPolicy:
    headers = config["HeadersConfig"]
    return OriginRequestPolicy(
        config["Name"],
        policy_id,
        header_behavior=headers["HeaderBehavior"],
        headers=_items(headers.get("Headers")),
        cookies=_selection(config, "Cookie"),
        query_strings=_selection(config, "QueryString"),
    )


def _response_headers_policy(policy_id: str, config: Members) -> ResponseHeadersPolicy:
    cors = config.get("CorsConfig") or {}
    return ResponseHeadersPolicy(
        config["Name"],
        policy_id,
        remove=tuple(item["Header"] for item in _items(config.get("RemoveHeadersConfig"))),
        cors=tuple(_cors(cors)),
        cors_override=bool(cors.get("OriginOverride")),
        security=tuple(_security(config.get("SecurityHeadersConfig") or {})),
        custom=tuple(
            ResponseHeader(item["Header"], item["Value"], override=item["Override"])
            for item in _items(config.get("CustomHeadersConfig"))
        ),
    )


def _cors(config: Members) -> Iterator[ResponseHeader]:
    for member, name in _CORS_LISTS.items():
        if values := _items(config.get(member)):
            yield ResponseHeader(name, ", ".join(values))
    if config.get("AccessControlAllowCredentials"):
        yield ResponseHeader("Access-Control-Allow-Credentials", "true")
    if config.get("AccessControlMaxAgeSec") is not None:
        yield ResponseHeader("Access-Control-Max-Age", str(config["AccessControlMaxAgeSec"]))


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
