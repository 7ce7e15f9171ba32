"""Limits of cache, origin request and response headers policies."""

from __future__ import annotations

from cloudfrontier.cloudfront.limits.limit import Limit
from cloudfrontier.cloudfront.source import guide

_QUOTAS = guide("cloudfront-limits")

POLICIES_PER_ACCOUNT = Limit(
    "policies-per-account",
    "Custom policies of an account, of each of the three kinds",
    20,
    "policies",
    _QUOTAS,
)
POLICY_HEADERS = Limit(
    "policy-headers", "Headers of a cache policy or origin request policy", 10, "headers", _QUOTAS
)
POLICY_COOKIES = Limit(
    "policy-cookies", "Cookies of a cache policy or origin request policy", 10, "cookies", _QUOTAS
)
POLICY_QUERY_STRINGS = Limit(
    "policy-query-strings", "Query strings of a cache policy or origin request policy", 10, "names", _QUOTAS
)
POLICY_NAMES = Limit(
    "policy-names",
    "Names in a cache policy or origin request policy, all together",
    1024,
    "characters",
    _QUOTAS,
)
POLICY_CUSTOM_HEADERS = Limit(
    "policy-custom-headers", "Custom headers of a response headers policy", 10, "headers", _QUOTAS
)
CUSTOM_HEADER_NAME = Limit("custom-header-name", "Name of a custom header", 256, "characters", _QUOTAS)
CUSTOM_HEADER_VALUE = Limit("custom-header-value", "Value of a custom header", 1783, "characters", _QUOTAS)
CUSTOM_HEADERS_TOTAL = Limit(
    "custom-headers-total", "Names and values of custom headers, all together", 10240, "characters", _QUOTAS
)
CONTENT_SECURITY_POLICY = Limit(
    "content-security-policy",
    "Content-Security-Policy of a response headers policy",
    1783,
    "characters",
    _QUOTAS,
)

LIMITS: tuple[Limit, ...] = (
    POLICIES_PER_ACCOUNT,
    POLICY_HEADERS,
    POLICY_COOKIES,
    POLICY_QUERY_STRINGS,
    POLICY_NAMES,
    POLICY_CUSTOM_HEADERS,
    CUSTOM_HEADER_NAME,
    CUSTOM_HEADER_VALUE,
    CUSTOM_HEADERS_TOTAL,
    CONTENT_SECURITY_POLICY,
)
