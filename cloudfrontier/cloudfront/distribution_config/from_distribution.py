"""A `Distribution` -> the configuration that rules read, so that a project meets the rules of a real one.

Paths are those of `edge.toml`: `("behaviors", 0, "viewer-request")`, `("origins", "site")`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.distribution import DEFAULT_PATTERN
from cloudfrontier.cloudfront.distribution_config.values import (
    AttachedFunction,
    BehaviorConfig,
    DistributionConfig,
    OriginConfig,
)

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution import Behavior, Distribution, Origin
    from cloudfrontier.cloudfront.distribution_config.json_text import KeyPath

__all__ = ["from_distribution"]


def from_distribution(distribution: Distribution) -> DistributionConfig:
    """The configuration; a distribution that is only declared has no ARNs and no account."""
    return DistributionConfig(
        origins=tuple(_origin(origin) for origin in distribution.origins),
        behaviors=tuple(
            _behavior(behavior, ("behaviors", index), is_last=index + 1 == len(distribution.behaviors))
            for index, behavior in enumerate(distribution.behaviors)
        ),
        default_root_object=distribution.default_root_object,
        aliases=distribution.aliases,
    )


def _behavior(behavior: Behavior, path: KeyPath, *, is_last: bool) -> BehaviorConfig:
    cache, request = behavior.cache_policy, behavior.origin_request_policy
    headers = behavior.response_headers_policy
    return BehaviorConfig(
        path_pattern=behavior.path_pattern,
        target=behavior.origin,
        path=path,
        is_default=is_last and behavior.path_pattern == DEFAULT_PATTERN,
        associations=tuple(
            AttachedFunction(item.event, item.kind, item.name, item.include_body, path=(*path, item.event))
            for item in behavior.associations
        ),
        cache_policy_id=cache.id or cache.name,
        cache_policy=cache,
        origin_request_policy_id=(request.id or request.name) if request else "",
        origin_request_policy=request,
        response_headers_policy_id=(headers.id or headers.name) if headers else "",
        response_headers_policy=headers,
        viewer_protocol_policy=behavior.viewer_protocol_policy,
        allowed_methods=behavior.allowed_methods,
        cached_methods=behavior.cached_methods,
    )


def _origin(origin: Origin) -> OriginConfig:
    return OriginConfig(
        id=origin.id,
        domain_name=origin.domain_name,
        path=("origins", origin.id),
        origin_path=origin.path,
        header_names=tuple(name for name, _ in origin.custom_headers),
    )
