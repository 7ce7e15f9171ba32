"""The policies behind the ids of a configuration, and `ForwardedValues` in the words of a policy.

A configuration holds only ids. Those of AWS's own policies are known; custom ones are known if somebody
hands them in, for example `infra`, which asks the account.

Sources: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ForwardedValues.html and
.../API_Headers.html (botocore 1.43.11): `*` as the only header forwards all of them and turns caching off;
with `QueryStringCacheKeys` all query strings are forwarded and the named ones are in the cache key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cloudfrontier.cloudfront.cache_policy import (
    CachePolicy,
    ItemSelection,
    OriginRequestPolicy,
    ResponseHeadersPolicy,
)
from cloudfrontier.cloudfront.caching import LEGACY_TTL
from cloudfrontier.cloudfront.headers import fold
from cloudfrontier.cloudfront.managed_policies import (
    managed_cache_policy,
    managed_origin_request_policy,
    managed_response_headers_policy,
)

__all__ = ["FORWARDED_VALUES", "ForwardedValues", "Policies", "as_policies"]

FORWARDED_VALUES = "ForwardedValues"
"""Name of the policies that stand for a behavior's `ForwardedValues`."""

_ALL_HEADERS = "*"


@dataclass(frozen=True)
class Policies:
    """Custom policies by id; AWS's own are found without being listed."""

    cache: Mapping[str, CachePolicy] = field(default_factory=dict)
    origin_request: Mapping[str, OriginRequestPolicy] = field(default_factory=dict)
    response_headers: Mapping[str, ResponseHeadersPolicy] = field(default_factory=dict)

    def cache_policy(self, policy_id: str) -> CachePolicy | None:
        """The cache policy of that id, if it is known."""
        return self.cache.get(policy_id) or managed_cache_policy(policy_id)

    def origin_request_policy(self, policy_id: str) -> OriginRequestPolicy | None:
        """The origin request policy of that id, if it is known."""
        return self.origin_request.get(policy_id) or managed_origin_request_policy(policy_id)

    def response_headers_policy(self, policy_id: str) -> ResponseHeadersPolicy | None:
        """The response headers policy of that id, if it is known."""
        return self.response_headers.get(policy_id) or managed_response_headers_policy(policy_id)


@dataclass(frozen=True)
class ForwardedValues:
    """What a behavior without policies forwards and caches by; TTLs in seconds."""

    query_string: bool
    query_string_keys: tuple[str, ...]
    cookies: ItemSelection
    headers: tuple[str, ...]
    min_ttl: int | None = None
    default_ttl: int | None = None
    max_ttl: int | None = None


def as_policies(values: ForwardedValues) -> tuple[CachePolicy, OriginRequestPolicy]:
    """The two policies that do the same; cookie names may hold `*` here, which policies take literally.

    The legacy settings know gzip, not Brotli; that gzip enters the key there as with a policy is UNCERTAIN.
    """
    every_header = _ALL_HEADERS in values.headers
    if values.query_string_keys and values.query_string:
        in_key = ItemSelection("whitelist", values.query_string_keys)
    else:
        in_key = ItemSelection("all" if values.query_string else "none")
    cache = CachePolicy(
        FORWARDED_VALUES,
        min_ttl=_first(values.min_ttl, LEGACY_TTL.min_ttl),
        default_ttl=0 if every_header else _first(values.default_ttl, LEGACY_TTL.default_ttl),
        max_ttl=0 if every_header else _first(values.max_ttl, LEGACY_TTL.max_ttl),
        headers=() if every_header else values.headers,
        cookies=values.cookies,
        query_strings=in_key,
        gzip=all(fold(name) != "accept-encoding" for name in values.headers) and not every_header,
    )
    origin_request = OriginRequestPolicy(
        FORWARDED_VALUES,
        header_behavior="allViewer" if every_header else "none",
        cookies=values.cookies,
        query_strings=ItemSelection("all" if values.query_string else "none"),
    )
    return cache, origin_request


def _first(value: int | None, default: int) -> int:
    return default if value is None else value
