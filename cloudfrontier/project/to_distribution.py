"""Project -> the distribution that the simulator walks through and the rules on attachments read.

A distribution that is only declared has no id and no domain yet. Both are constants here, the ones of AWS's
own examples, so that two runs of a simulation agree in every header.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.cache_policy import CachePolicy, ItemSelection, OriginRequestPolicy
from cloudfrontier.cloudfront.distribution import (
    Association,
    Behavior,
    Distribution,
    ErrorPage,
    GeoRestriction,
    Origin,
    OriginGroup,
    PublicKey,
)
from cloudfrontier.cloudfront.events import EVENT_TYPES, REQUEST_EVENTS
from cloudfrontier.cloudfront.managed_policies import (
    managed_cache_policy,
    managed_origin_request_policy,
    managed_response_headers_policy,
)
from cloudfrontier.cloudfront.regions import bucket_region
from cloudfrontier.errors import UsageError
from cloudfrontier.project.response_headers import response_headers_policy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from cloudfrontier.cloudfront.cache_policy import ResponseHeadersPolicy
    from cloudfrontier.cloudfront.events import EventType
    from cloudfrontier.project.model import (
        BehaviorTable,
        CachePolicyTable,
        KeyGroupTable,
        OriginRequestPolicyTable,
        OriginTable,
        Project,
    )
    from cloudfrontier.project.model.distribution import Methods

__all__ = ["DISTRIBUTION_ID", "DOMAIN_NAME", "attached", "to_distribution"]

DISTRIBUTION_ID = "EDFDVBD6EXAMPLE"
DOMAIN_NAME = "d111111abcdef8.cloudfront.net"

ALLOWED_METHODS: dict[Methods, tuple[str, ...]] = {
    "read": ("GET", "HEAD"),
    "read-options": ("GET", "HEAD", "OPTIONS"),
    "all": ("GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"),
}
"""What `methods` stands for: the three sets that CloudFront allows."""


def to_distribution(project: Project, *, root: Path | None = None) -> Distribution:
    """The distribution that a loaded project declares.

    `root`: folder of edge.toml, from which public keys are read; without it they are known by their ids.

    Raises:
        KeyError: a policy that it names does not exist, which `load` refuses.
        UsageError: a public key cannot be read.
    """
    signers = {name: tuple(_keys(group, root)) for name, group in project.key_groups.items()}
    return Distribution(
        id=DISTRIBUTION_ID,
        domain_name=DOMAIN_NAME,
        origins=tuple(_origin(name, table) for name, table in project.origins.items()),
        behaviors=tuple(_behavior(table, project, signers) for table in project.behaviors),
        default_root_object=project.project.default_root_object,
        origin_groups=tuple(
            OriginGroup(name, group.primary, group.secondary, frozenset(group.statuses))
            for name, group in project.origin_groups.items()
        ),
        error_pages=tuple(
            ErrorPage(item.status, item.page, item.response_status, item.min_ttl)
            for item in project.error_pages
        ),
        geo_restriction=(
            GeoRestriction(project.geo_restriction.kind, frozenset(project.geo_restriction.countries))
            if project.geo_restriction
            else GeoRestriction()
        ),
    )


def attached(table: BehaviorTable) -> dict[EventType, str]:
    """Event -> name of the function or handler, in the order of the events, those without one left out."""
    named: dict[EventType, str | None] = {
        "viewer-request": table.viewer_request,
        "origin-request": table.origin_request,
        "origin-response": table.origin_response,
        "viewer-response": table.viewer_response,
    }
    return {event: name for event in EVENT_TYPES if (name := named[event])}


def _keys(group: KeyGroupTable, root: Path | None) -> Iterator[PublicKey]:
    for key in group.keys:
        try:
            yield PublicKey(key.id, (root / key.file).read_text(encoding="ascii") if root else "")
        except (OSError, UnicodeDecodeError):
            raise UsageError(f"key_groups: the public key {key.file} cannot be read") from None


def _behavior(
    table: BehaviorTable, project: Project, signers: Mapping[str, tuple[PublicKey, ...]]
) -> Behavior:
    return Behavior(
        path_pattern=table.path,
        origin=table.origin,
        cache_policy=_cache_policy(table.cache_policy, project),
        origin_request_policy=_origin_request_policy(table.origin_request_policy, project),
        response_headers_policy=_response_headers_policy(table.response_headers_policy, project),
        viewer_protocol_policy=table.viewer_protocol_policy,
        allowed_methods=ALLOWED_METHODS[table.methods],
        cached_methods=ALLOWED_METHODS["read-options" if table.cache_options else "read"],
        compress=table.compress,
        associations=tuple(_association(event, name, project) for event, name in attached(table).items()),
        signers=tuple(key for name in table.key_groups for key in signers[name])
        if table.key_groups
        else None,
    )


def _association(event: EventType, name: str, project: Project) -> Association:
    handler = project.handlers.get(name)
    if handler is None:
        return Association(event, "function", name)
    # CloudFront refuses IncludeBody on response events; a handler may well serve both kinds.
    return Association(event, "handler", name, include_body=handler.include_body and event in REQUEST_EVENTS)


def _cache_policy(name: str, project: Project) -> CachePolicy:
    own = project.cache_policies.get(name)
    if own:
        return _own_cache_policy(name, own)
    if managed := managed_cache_policy(name):
        return managed
    raise KeyError(name)


def _own_cache_policy(name: str, table: CachePolicyTable) -> CachePolicy:
    return CachePolicy(
        name=name,
        min_ttl=table.min_ttl,
        default_ttl=table.default_ttl,
        max_ttl=table.max_ttl,
        headers=table.headers,
        cookies=ItemSelection(table.cookies, table.cookie_names),
        query_strings=ItemSelection(table.query_strings, table.query_string_names),
        gzip=table.gzip,
        brotli=table.brotli,
    )


def _origin_request_policy(name: str | None, project: Project) -> OriginRequestPolicy | None:
    if name is None:
        return None
    own = project.origin_request_policies.get(name)
    if own:
        return _own_origin_request_policy(name, own)
    if managed := managed_origin_request_policy(name):
        return managed
    raise KeyError(name)


def _own_origin_request_policy(name: str, table: OriginRequestPolicyTable) -> OriginRequestPolicy:
    return OriginRequestPolicy(
        name=name,
        header_behavior=table.header_behavior,
        headers=table.headers,
        cookies=ItemSelection(table.cookies, table.cookie_names),
        query_strings=ItemSelection(table.query_strings, table.query_string_names),
    )


def _response_headers_policy(name: str | None, project: Project) -> ResponseHeadersPolicy | None:
    if name is None:
        return None
    own = project.response_headers_policies.get(name)
    if own:
        return response_headers_policy(name, own)
    if managed := managed_response_headers_policy(name):
        return managed
    raise KeyError(name)


def _origin(name: str, table: OriginTable) -> Origin:
    port = table.port or (443 if table.protocol == "https" else 80)
    return Origin(
        id=name,
        kind=table.kind,
        domain_name=table.domain,
        path=table.path,
        custom_headers=tuple(table.headers.items()),
        region=table.region or (bucket_region(table.domain) if table.kind == "s3" else ""),
        port=port,
        protocol=table.protocol,
        connection_attempts=table.connection_attempts,
        connection_timeout=table.connection_timeout,
        read_timeout=table.read_timeout,
        response_completion_timeout=table.response_completion_timeout,
        keepalive_timeout=table.keepalive_timeout,
    )
