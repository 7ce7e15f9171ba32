"""The policies that behaviors name: cache, origin request and response headers policies, with AWS's own.

A change of a policy redeploys every distribution that uses it, under a new ETag. That was observed for
response headers policies (https://github.com/hashicorp/terraform-provider-aws/pull/24537, 2022-05); it is
assumed for the other two, as a client must bear it anyway.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront import limits
from cloudfrontier.testing.fake_cloudfront.behaviors import items
from cloudfrontier.testing.fake_cloudfront.managed_configs import (
    managed_cache_configs,
    managed_origin_request_configs,
    managed_response_headers_configs,
)
from cloudfrontier.testing.fake_cloudfront.paging import Page, page_of
from cloudfrontier.testing.fake_cloudfront.resources import Resources
from cloudfrontier.testing.fake_cloudfront.service_error import ServiceError
from cloudfrontier.testing.fake_cloudfront.state import Account, Distribution, Resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cloudfrontier.cloudfront.limits import Limit
    from cloudfrontier.testing.fake_cloudfront.request import Answer, Request

__all__ = ["CachePolicies", "OriginRequestPolicies", "ResponseHeadersPolicies"]

_COMMENT = 128
"""Characters, as the API reference of all three configurations says (botocore 1.44)."""


class _BehaviorPolicies(Resources):
    """A kind of policy that behaviors name by id."""

    limit = limits.POLICIES_PER_ACCOUNT

    def __init__(self, account: Account, managed: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        super().__init__(account)
        for policy_id, config in managed:
            self._all[policy_id] = Resource(policy_id, config, account.version(), account.now, managed=True)
        by_policy = {f"ListDistributionsBy{self.kind}Id": self._list_distributions}
        self.operations = {**self.operations, **by_policy}

    def check(self, config: Mapping[str, Any], *, own_id: str) -> None:
        """Refuse a configuration by the rules that all three kinds share."""
        super().check(config, own_id=own_id)
        if len(config.get("Comment") or "") > _COMMENT:
            raise ServiceError("InvalidArgument", because=f"the comment is longer than {_COMMENT} characters")

    def users(self, resource: Resource) -> list[Distribution]:
        """The distributions with a behavior that names it."""
        return self.account.using(lambda behavior: behavior.members.get(f"{self.kind}Id") == resource.id)

    def redeployed_with(self, resource: Resource) -> list[Distribution]:
        """The distributions that use it."""
        return self.users(resource)

    def listed(self, request: Request) -> list[Resource]:
        """Those of the `Type` that is asked for."""
        wanted = request.params.get("Type")
        return [item for item in super().listed(request) if wanted in {None, _type_of(item)}]

    def listing(self, page: Page[Resource]) -> Answer:
        """Each with its type."""
        shown = [{"Type": _type_of(item), self.kind: self.view(item)} for item in page.items]
        return page.listing(shown, flagged=False)

    def _list_distributions(self, request: Request) -> Answer:
        policy = self.find(request.params[f"{self.kind}Id"])
        page = page_of(((user.id, user.id) for user in self.users(policy)), request.params)
        return {"DistributionIdList": page.listing(list(page.items), flagged=True)}


def _type_of(policy: Resource) -> str:
    return "managed" if policy.managed else "custom"


class CachePolicies(_BehaviorPolicies):
    """What is cached by, and for how long."""

    kind = "CachePolicy"
    plural = "CachePolicies"
    path = "cache-policy"

    def __init__(self, account: Account) -> None:
        super().__init__(account, managed_cache_configs())

    def check(self, config: Mapping[str, Any], *, own_id: str) -> None:
        """Refuse too many names, and times in the wrong order."""
        super().check(config, own_id=own_id)
        key = config.get("ParametersInCacheKeyAndForwardedToOrigin") or {}
        _check_names(self, key)
        times = [config[name] for name in ("MinTTL", "DefaultTTL", "MaxTTL") if name in config]
        if times != sorted(times):
            raise ServiceError("InvalidArgument", because="MinTTL, DefaultTTL and MaxTTL must not fall")


class OriginRequestPolicies(_BehaviorPolicies):
    """What reaches the origin besides the cache key."""

    kind = "OriginRequestPolicy"
    plural = "OriginRequestPolicies"
    path = "origin-request-policy"

    def __init__(self, account: Account) -> None:
        super().__init__(account, managed_origin_request_configs())

    def check(self, config: Mapping[str, Any], *, own_id: str) -> None:
        """Refuse too many names."""
        super().check(config, own_id=own_id)
        _check_names(self, config)


_NAMED: tuple[tuple[str, str, Limit], ...] = (
    ("HeadersConfig", "Headers", limits.POLICY_HEADERS),
    ("CookiesConfig", "Cookies", limits.POLICY_COOKIES),
    ("QueryStringsConfig", "QueryStrings", limits.POLICY_QUERY_STRINGS),
)


def _check_names(policies: _BehaviorPolicies, selections: Mapping[str, Any]) -> None:
    for member, names, limit in _NAMED:
        if len(items(selections.get(member) or {}, names)) > policies.account.limit(limit):
            raise ServiceError(f"TooMany{names}In{policies.kind}")


class ResponseHeadersPolicies(_BehaviorPolicies):
    """What is removed from, and added to, the headers that the viewer is sent."""

    kind = "ResponseHeadersPolicy"
    plural = "ResponseHeadersPolicies"
    path = "response-headers-policy"

    def __init__(self, account: Account) -> None:
        super().__init__(account, managed_response_headers_configs())

    def check(self, config: Mapping[str, Any], *, own_id: str) -> None:
        """Refuse too many custom headers, and a Content-Security-Policy that is too long."""
        super().check(config, own_id=own_id)
        if len(items(config, "CustomHeadersConfig")) > self.account.limit(limits.POLICY_CUSTOM_HEADERS):
            raise ServiceError("TooManyCustomHeadersInResponseHeadersPolicy")
        security = (config.get("SecurityHeadersConfig") or {}).get("ContentSecurityPolicy") or {}
        longest = self.account.limit(limits.CONTENT_SECURITY_POLICY)
        if len(security.get("ContentSecurityPolicy", "")) > longest:
            raise ServiceError("TooLongCSPInResponseHeadersPolicy")
