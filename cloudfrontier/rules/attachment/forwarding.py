"""What a behavior's two policies do with a name: put it into the cache key, send it to the origin, drop it.

Everything in the cache key reaches the origin. Of the two policies one is enough, except that what either
of two `allExcept` lists keeps out stays out.

Source: .../understanding-how-origin-request-policies-and-cache-policies-work-together.html of the developer
guide (read 2026-04).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.cache_policy import ItemSelection
from cloudfrontier.cloudfront.distribution_config import FORWARDED_VALUES
from cloudfrontier.cloudfront.generated_headers import GENERATED_NAMES
from cloudfrontier.cloudfront.headers import fold
from cloudfrontier.cloudfront.path_pattern import PathPattern

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.cache_policy import CachePolicy, OriginRequestPolicy
    from cloudfrontier.cloudfront.distribution_config import BehaviorConfig

__all__ = [
    "Flow",
    "caches",
    "flow_of_cookies",
    "flow_of_query_strings",
    "header_in_key",
    "header_reaches_origin",
    "policies_known",
]


@dataclass(frozen=True)
class Flow:
    """Cookies, or query strings, on their way: `key` is the cache policy's selection, `sent` the other's.

    wildcards: `*` and `?` in names are such, as only `ForwardedValues` has it, and only for cookies.
    """

    key: ItemSelection
    sent: ItemSelection | None
    wildcards: bool = False

    @property
    def is_blocked(self) -> bool:
        """Whether none reaches the origin, whatever its name."""
        return self.key.behavior == "none" and (self.sent is None or self.sent.behavior == "none")

    @property
    def is_open(self) -> bool:
        """Whether all reach the origin."""
        return "all" in {self.key.behavior, self.sent.behavior if self.sent else "none"}

    def is_in_key(self, name: str) -> bool:
        """Whether that one is in the cache key."""
        return self._selects(self.key, name)

    def reaches_origin(self, name: str) -> bool:
        """Whether that one does."""
        if self.sent is None:
            return self._selects(self.key, name)
        if self.key.behavior == self.sent.behavior == "allExcept":
            return self._selects(self.key, name) and self._selects(self.sent, name)
        return self._selects(self.key, name) or self._selects(self.sent, name)

    def _selects(self, selection: ItemSelection, name: str) -> bool:
        listed = name in selection.names or (
            self.wildcards
            and any(PathPattern(f"/{item}").matches(f"/{name}", normalised=True) for item in selection.names)
        )
        return {"all": True, "none": False, "whitelist": listed, "allExcept": not listed}[selection.behavior]


def policies_known(behavior: BehaviorConfig) -> bool:
    """Whether it can be told what the behavior forwards: custom policies are only ids in a configuration."""
    sent_unknown = behavior.origin_request_policy_id and behavior.origin_request_policy is None
    return behavior.cache_policy is not None and not sent_unknown


def caches(policy: CachePolicy) -> bool:
    """Whether anything is cached at all; a maximum TTL of 0 turns caching off."""
    return policy.max_ttl > 0


def header_in_key(policy: CachePolicy, name: str) -> bool:
    """Whether the header is in the cache key."""
    return fold(name) in map(fold, policy.headers)


def header_reaches_origin(
    name: str, cache_policy: CachePolicy, origin_request_policy: OriginRequestPolicy | None
) -> bool:
    """Whether the header of a request reaches the origin, and so the origin events."""
    if header_in_key(cache_policy, name):
        return True
    if origin_request_policy is None:
        return False
    listed = fold(name) in map(fold, origin_request_policy.headers)
    of_viewers = fold(name) not in GENERATED_NAMES
    return {
        "none": False,
        "whitelist": listed,
        "allViewer": of_viewers,
        "allViewerAndWhitelistCloudFront": of_viewers or listed,
        "allExcept": not listed,
    }[origin_request_policy.header_behavior]


def flow_of_cookies(behavior: BehaviorConfig) -> Flow:
    """What the behavior does with cookies; call it where its policies are known."""
    cache, sent = behavior.cache_policy, behavior.origin_request_policy
    older = cache is not None and cache.name == FORWARDED_VALUES
    return Flow(cache.cookies if cache else ItemSelection(), sent.cookies if sent else None, wildcards=older)


def flow_of_query_strings(behavior: BehaviorConfig) -> Flow:
    """What the behavior does with query strings; call it where its policies are known."""
    cache, sent = behavior.cache_policy, behavior.origin_request_policy
    return Flow(cache.query_strings if cache else ItemSelection(), sent.query_strings if sent else None)
