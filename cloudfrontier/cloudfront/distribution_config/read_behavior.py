"""Reads one behavior of a configuration: what is attached, and by which policies it caches and forwards."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from cloudfrontier.cloudfront.cache_policy import ItemSelection
from cloudfrontier.cloudfront.distribution import ViewerProtocolPolicy
from cloudfrontier.cloudfront.distribution_config.arns import function_arn, lambda_arn
from cloudfrontier.cloudfront.distribution_config.members import short
from cloudfrontier.cloudfront.distribution_config.policies import ForwardedValues, as_policies
from cloudfrontier.cloudfront.distribution_config.values import AttachedFunction, BehaviorConfig
from cloudfrontier.cloudfront.events import EVENT_TYPES

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.cache_policy import ItemBehavior
    from cloudfrontier.cloudfront.distribution_config.members import Members
    from cloudfrontier.cloudfront.distribution_config.policies import Policies
    from cloudfrontier.cloudfront.events import EventType, Kind

__all__ = ["DEFAULT_BEHAVIOR", "read_behavior"]

DEFAULT_BEHAVIOR = "DefaultCacheBehavior"
"""The member that holds the default behavior."""


_PROTOCOL_POLICIES: tuple[str, ...] = get_args(ViewerProtocolPolicy)
_READ = ("GET", "HEAD")
_ARNS: dict[Kind, str] = {"function": "FunctionARN", "handler": "LambdaFunctionARN"}
_SELECTIONS: dict[str, ItemBehavior] = {"none": "none", "whitelist": "whitelist", "all": "all"}
_LISTS: dict[Kind, str] = {"function": "FunctionAssociations", "handler": "LambdaFunctionAssociations"}


def read_behavior(members: Members, path_pattern: str, policies: Policies) -> BehaviorConfig:
    """One of `CacheBehaviors`, or `DefaultCacheBehavior`."""
    cache_id, request_id = members.text("CachePolicyId"), members.text("OriginRequestPolicyId")
    headers_id = members.text("ResponseHeadersPolicyId")
    methods = members.child("AllowedMethods")
    key_groups = members.texts("TrustedKeyGroups")
    behavior = BehaviorConfig(
        path_pattern=path_pattern,
        target=members.text("TargetOriginId", required=True),
        path=members.path,
        is_default=members.path[-1] == DEFAULT_BEHAVIOR,
        associations=(*_attached(members, "function"), *_attached(members, "handler")),
        cache_policy_id=cache_id,
        cache_policy=policies.cache_policy(cache_id),
        origin_request_policy_id=request_id,
        origin_request_policy=policies.origin_request_policy(request_id),
        response_headers_policy_id=headers_id,
        response_headers_policy=policies.response_headers_policy(headers_id),
        has_forwarded_values=members.has("ForwardedValues"),
        min_ttl=members.number("MinTTL"),
        default_ttl=members.number("DefaultTTL"),
        max_ttl=members.number("MaxTTL"),
        viewer_protocol_policy=members.word("ViewerProtocolPolicy", _PROTOCOL_POLICIES, required=True),
        allowed_methods=methods.strings() or _READ,
        cached_methods=methods.child("CachedMethods").strings() or _READ,
        key_groups=len(key_groups),
        key_group_ids=key_groups,
        trusts_accounts=bool(members.texts("TrustedSigners")),
        compress=members.flag("Compress"),
        grpc=members.child("GrpcConfig").flag("Enabled"),
        smooth_streaming=members.flag("SmoothStreaming"),
    )
    return _with_forwarded_values(behavior, members) if behavior.has_forwarded_values else behavior


def _attached(members: Members, kind: Kind) -> list[AttachedFunction]:
    found = []
    for item in members.items(_LISTS[kind]):
        arn = item.text(_ARNS[kind], required=True)
        event = _event(item)
        if event is not None:
            body = kind == "handler" and item.flag("IncludeBody")
            found.append(AttachedFunction(event, kind, _name(kind, arn), body, arn, item.path))
    return found


def _event(item: Members) -> EventType | None:
    word = item.word("EventType", EVENT_TYPES, required=True)
    return next((event for event in EVENT_TYPES if event == word), None)


def _name(kind: Kind, arn: str) -> str:
    if kind == "function":
        function = function_arn(arn)
        return function.name if function else short(arn)
    handler = lambda_arn(arn)
    return handler.name if handler else short(arn)


def _with_forwarded_values(behavior: BehaviorConfig, members: Members) -> BehaviorConfig:
    values = members.child("ForwardedValues")
    cookies = values.child("Cookies", required=True)
    forward = cookies.word("Forward", ("none", "whitelist", "all"), required=True)
    cache_policy, origin_request_policy = as_policies(
        ForwardedValues(
            query_string=values.flag("QueryString"),
            query_string_keys=values.texts("QueryStringCacheKeys"),
            cookies=ItemSelection(
                _SELECTIONS.get(forward, "none"), cookies.texts("WhitelistedNames"), forward == "whitelist"
            ),
            headers=values.texts("Headers"),
            min_ttl=behavior.min_ttl,
            default_ttl=behavior.default_ttl,
            max_ttl=behavior.max_ttl,
        )
    )
    if behavior.cache_policy_id:
        return behavior
    return replace(behavior, cache_policy=cache_policy, origin_request_policy=origin_request_policy)
