"""A configuration -> the `Distribution` that a request meets; what it names must be known by then.

1. Functions are known by what people call them; `Names` says what each is called where it was built.
2. A policy of which only the id is known cannot be simulated: every one is named, with the command that
   prints it.
3. Trusted signers of the old kind are accounts, whose keys no document tells: a behavior with them alone
   trusts no key, and answers every request with 403.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from cloudfrontier.cloudfront.distribution import (
    Association,
    Behavior,
    Distribution,
    ErrorPage,
    GeoRestriction,
    GeoRestrictionKind,
    Origin,
    OriginGroup,
    PublicKey,
    ViewerProtocolPolicy,
)
from cloudfrontier.cloudfront.distribution_config import values
from cloudfrontier.cloudfront.regions import bucket_region
from cloudfrontier.errors import InternalError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.distribution_config.policy_documents import KnownKeys

__all__ = ["Names", "to_distribution"]


_TIMES = ("connection_attempts", "connection_timeout", "read_timeout", "keepalive_timeout")
"""What CloudFront has a value of its own for."""
_MEMBERS = 2
"""Origins of an origin group."""


@dataclass(frozen=True)
class Names:
    """What a distribution without an id and a domain name is called, and what its functions are.

    `built` gives the name of what was built for an attached function, None if nothing was.
    """

    id: str
    domain_name: str
    built: Callable[[values.AttachedFunction], str | None]


def to_distribution(config: values.DistributionConfig, *, keys: KnownKeys, names: Names) -> Distribution:
    """The distribution.

    Raises:
        UsageError: the configuration has faults, or something that it names is not known: all of it at once.
    """
    missing = [fault.message for fault in config.faults]
    if config.default_behavior is None:
        missing.append("no DefaultCacheBehavior")
    missing += [text for behavior in config.behaviors for text in _unknown(behavior, config, keys, names)]
    if missing:
        raise UsageError("; ".join(dict.fromkeys(missing)))
    return Distribution(
        id=config.id or names.id,
        domain_name=config.domain_name or names.domain_name,
        origins=tuple(_origin(origin) for origin in config.origins),
        behaviors=tuple(_behavior(behavior, keys, names) for behavior in config.behaviors),
        default_root_object=config.default_root_object,
        aliases=config.aliases,
        origin_groups=tuple(
            OriginGroup(group.id, group.members[0], group.members[1], frozenset(group.statuses))
            for group in config.origin_groups
            if len(group.members) == _MEMBERS
        ),
        error_pages=tuple(
            ErrorPage(
                page.error_code,
                page.page_path,
                int(page.response_code) if page.response_code.isdecimal() else None,
                page.min_ttl,
            )
            for page in config.error_pages
        ),
        geo_restriction=GeoRestriction(
            cast("GeoRestrictionKind", config.geo_restriction), frozenset(config.countries)
        ),
    )


def _unknown(
    behavior: values.BehaviorConfig, config: values.DistributionConfig, keys: KnownKeys, names: Names
) -> Iterator[str]:
    where = f"behavior {behavior.path_pattern!r}"
    yield from (f"{where}: {text}" for text in (*_unknown_policies(behavior), *_unknown_keys(behavior, keys)))
    group = config.group_of(behavior)
    if group is not None and len(group.members) != _MEMBERS:
        yield f"{where}: the origin group {group.id!r} has {len(group.members)} members, expected {_MEMBERS}"
    known = {origin.id for origin in config.origins}
    for name in group.members if group is not None else (behavior.target,):
        if name not in known:
            yield f"{where}: no origin is called {name!r}"
    for item in behavior.associations:
        if names.built(item) is None:
            what = f"the {item.kind} {item.name!r} on {item.event}"
            yield f"{where}: {what} was not built; name what stands for it, as {item.name}=NAME"


def _unknown_policies(behavior: values.BehaviorConfig) -> Iterator[str]:
    policies = (
        (behavior.cache_policy_id, behavior.cache_policy, "cache-policy"),
        (behavior.origin_request_policy_id, behavior.origin_request_policy, "origin-request-policy"),
        (behavior.response_headers_policy_id, behavior.response_headers_policy, "response-headers-policy"),
    )
    for policy_id, policy, kind in policies:
        if policy_id and policy is None:
            yield f"nothing tells the policy {policy_id}; {_ask(kind, policy_id)}"
    if behavior.cache_policy is None and not behavior.cache_policy_id:
        yield "neither a cache policy nor ForwardedValues"


def _unknown_keys(behavior: values.BehaviorConfig, keys: KnownKeys) -> Iterator[str]:
    for group in behavior.key_group_ids:
        if group not in keys.groups:
            yield f"nothing tells the key group {group}; {_ask('key-group', group)}"
        for key in keys.groups.get(group, ()):
            if key not in keys.public_keys:
                yield f"nothing tells the public key {key}; {_ask('public-key', key)}"


def _ask(kind: str, an_id: str) -> str:
    return f"print it with `aws cloudfront get-{kind} --id {an_id}` into a file, and name the file"


def _behavior(behavior: values.BehaviorConfig, keys: KnownKeys, names: Names) -> Behavior:
    if behavior.cache_policy is None:
        raise InternalError(f"behavior {behavior.path_pattern!r}: its cache policy was not asked for")
    signers = tuple(
        PublicKey(key, keys.public_keys[key])
        for group in behavior.key_group_ids
        for key in keys.groups[group]
    )
    return Behavior(
        path_pattern=behavior.path_pattern,
        origin=behavior.target,
        cache_policy=behavior.cache_policy,
        origin_request_policy=behavior.origin_request_policy,
        response_headers_policy=behavior.response_headers_policy,
        viewer_protocol_policy=cast("ViewerProtocolPolicy", behavior.viewer_protocol_policy),
        allowed_methods=behavior.allowed_methods,
        cached_methods=behavior.cached_methods,
        compress=behavior.compress,
        associations=tuple(
            Association(item.event, item.kind, names.built(item) or "", item.include_body)
            for item in behavior.associations
        ),
        signers=signers if behavior.key_group_ids or behavior.trusts_accounts else None,
        has_forwarded_values=behavior.has_forwarded_values and not behavior.cache_policy_id,
    )


def _origin(origin: values.OriginConfig) -> Origin:
    is_http = origin.protocol_policy == "http-only"
    said = {name: value for name in _TIMES if (value := getattr(origin, name)) is not None}
    made = Origin(
        id=origin.id,
        kind="s3" if origin.is_s3 else "custom",
        domain_name=origin.domain_name,
        path=origin.origin_path,
        custom_headers=origin.headers,
        region=bucket_region(origin.domain_name) if origin.is_s3 else "",
        port=origin.http_port if is_http else origin.https_port,
        protocol="http" if is_http else "https",
        as_viewer=(origin.http_port, origin.https_port) if origin.protocol_policy == "match-viewer" else None,
        response_completion_timeout=origin.response_completion_timeout or None,
        ssl_protocols=origin.ssl_protocols or Origin.ssl_protocols,
        has_identity=origin.has_identity,
    )
    return replace(made, **said)
