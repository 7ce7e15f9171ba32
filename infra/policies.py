"""The account's own policies behind the ids of a distribution, so that rules can judge what they let through.

AWS's managed policies are known without asking. Only policies of behaviors that the project attaches to are
asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from cloudfrontier.cloudfront.distribution_config import (
    Policies,
    cache_policy_of,
    origin_request_policy_of,
    response_headers_policy_of,
)
from infra.aws import ServiceError, call

if TYPE_CHECKING:
    from infra.aws import Aws

__all__ = ["read_policies"]

T = TypeVar("T")
Members = Mapping[str, Any]


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
            cache_policy_of,
        ),
        _read(
            unknown("OriginRequestPolicyId", nothing.origin_request_policy),
            lambda policy_id: call(aws.cloudfront.get_origin_request_policy, Id=policy_id)[
                "OriginRequestPolicy"
            ],
            origin_request_policy_of,
        ),
        _read(
            unknown("ResponseHeadersPolicyId", nothing.response_headers_policy),
            lambda policy_id: call(aws.cloudfront.get_response_headers_policy, Id=policy_id)[
                "ResponseHeadersPolicy"
            ],
            response_headers_policy_of,
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
