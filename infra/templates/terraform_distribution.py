"""A distribution and its policies as Terraform's blocks, by the schemas of hashicorp/aws 5.100 (2026-11).

It reads as `infra.templates.properties` does, and is not made from it: where CloudFormation leaves a member
out Terraform wants one, lists are blocks here and `Items` there, and each follows a schema of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.distribution import DEFAULT_PATTERN
from infra.templates.blueprint import header_name, key_group_name
from infra.templates.properties import origin_times
from infra.templates.response_headers import in_small_letters

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.cache_policy import CachePolicy, ItemSelection, OriginRequestPolicy
    from cloudfrontier.cloudfront.distribution import Behavior, ErrorPage, Origin, OriginGroup
    from infra.templates.blueprint import Blueprint, Handles

__all__ = ["access", "cache_policy", "distribution", "request_policy"]

Block = dict[str, Any]


def distribution(blueprint: Blueprint, handles: Handles) -> Block:
    """Of `aws_cloudfront_distribution`."""
    declared = blueprint.distribution
    behaviors = {
        behavior.path_pattern: _behavior(behavior, blueprint, handles) for behavior in declared.behaviors
    }
    restriction: Block = {"restriction_type": declared.geo_restriction.kind}
    if declared.geo_restriction.countries:
        restriction["locations"] = sorted(declared.geo_restriction.countries)
    members: Block = {
        "enabled": True,
        "comment": blueprint.desired.project,
        "http_version": "http2",
        "default_root_object": declared.default_root_object,
        "origin": [_origin(origin, handles) for origin in declared.origins],
        "origin_group": [_group(group) for group in declared.origin_groups],
        "default_cache_behavior": behaviors.pop(DEFAULT_PATTERN),
        "ordered_cache_behavior": [{"path_pattern": pattern, **item} for pattern, item in behaviors.items()],
        "custom_error_response": [_error_page(page) for page in declared.error_pages],
        "restrictions": {"geo_restriction": restriction},
        "viewer_certificate": {"cloudfront_default_certificate": True},
    }
    return {name: value for name, value in members.items() if value not in ("", [])}


def cache_policy(name: str, policy: CachePolicy) -> Block:
    """Of `aws_cloudfront_cache_policy`."""
    headers: Block = {"header_behavior": "whitelist" if policy.headers else "none"}
    if policy.headers:
        headers["headers"] = {"items": list(policy.headers)}
    return {
        "name": name,
        "min_ttl": policy.min_ttl,
        "default_ttl": policy.default_ttl,
        "max_ttl": policy.max_ttl,
        "parameters_in_cache_key_and_forwarded_to_origin": {
            "headers_config": headers,
            "cookies_config": _selection(policy.cookies, "cookie_behavior", "cookies"),
            "query_strings_config": _selection(
                policy.query_strings, "query_string_behavior", "query_strings"
            ),
            "enable_accept_encoding_gzip": policy.gzip,
            "enable_accept_encoding_brotli": policy.brotli,
        },
    }


def request_policy(name: str, policy: OriginRequestPolicy) -> Block:
    """Of `aws_cloudfront_origin_request_policy`."""
    headers: Block = {"header_behavior": policy.header_behavior}
    if policy.headers:
        headers["headers"] = {"items": list(policy.headers)}
    return {
        "name": name,
        "headers_config": headers,
        "cookies_config": _selection(policy.cookies, "cookie_behavior", "cookies"),
        "query_strings_config": _selection(policy.query_strings, "query_string_behavior", "query_strings"),
    }


def access(project: str) -> Block:
    """Of `aws_cloudfront_origin_access_control`."""
    return {
        "name": project,
        "origin_access_control_origin_type": "s3",
        "signing_behavior": "always",
        "signing_protocol": "sigv4",
    }


def _selection(chosen: ItemSelection, behavior: str, names: str) -> Block:
    items = {names: {"items": list(chosen.names)}} if chosen.names else {}
    return {behavior: chosen.behavior, **items}


def _behavior(behavior: Behavior, blueprint: Blueprint, handles: Handles) -> Block:
    cache, request, response = (
        behavior.cache_policy,
        behavior.origin_request_policy,
        behavior.response_headers_policy,
    )
    members: Block = {
        "target_origin_id": behavior.origin,
        "viewer_protocol_policy": behavior.viewer_protocol_policy,
        "allowed_methods": list(behavior.allowed_methods),
        "cached_methods": list(behavior.cached_methods),
        "compress": behavior.compress,
        "cache_policy_id": cache.id or handles.policy("cache", cache.name),
    }
    if request:
        members["origin_request_policy_id"] = request.id or handles.policy("request", request.name)
    if response:
        made = response.id or handles.policy("response headers", response.name)
        members["response_headers_policy_id"] = made
    groups = blueprint.table(behavior.path_pattern).key_groups
    if groups:
        members["trusted_key_groups"] = [handles.given(key_group_name(name)) for name in groups]
    return {**members, **_associations(behavior.path_pattern, blueprint, handles)}


def _associations(pattern: str, blueprint: Blueprint, handles: Handles) -> Block:
    found: dict[str, list[Block]] = {}
    for item in blueprint.desired.associations:
        if item.slot.behavior != pattern:
            continue
        arn, event = handles.arn(item.kind, item.deployed_name), item.slot.event
        if item.kind == "function":
            members: Block = {"event_type": event, "function_arn": arn}
            found.setdefault("function_association", []).append(members)
        else:
            members = {"event_type": event, "lambda_arn": arn, "include_body": item.include_body}
            found.setdefault("lambda_function_association", []).append(members)
    return dict(found)


def _origin(origin: Origin, handles: Handles) -> Block:
    members: Block = {"origin_id": origin.id, "domain_name": origin.domain_name}
    members |= in_small_letters(origin_times(origin))
    if origin.path:
        members["origin_path"] = origin.path
    if origin.custom_headers:
        members["custom_header"] = [
            {"name": name, "value": handles.given(header_name(origin.id, name))}
            for name, _ in origin.custom_headers
        ]
    if origin.kind == "s3":
        return {**members, "origin_access_control_id": handles.access()}
    is_https = origin.protocol == "https"
    custom = {
        "origin_protocol_policy": "https-only" if is_https else "http-only",
        "http_port": 80 if is_https else origin.port,
        "https_port": origin.port if is_https else 443,
        "origin_ssl_protocols": list(origin.ssl_protocols),
        "origin_read_timeout": origin.read_timeout,
        "origin_keepalive_timeout": origin.keepalive_timeout,
    }
    return {**members, "custom_origin_config": custom}


def _group(group: OriginGroup) -> Block:
    return {
        "origin_id": group.id,
        "failover_criteria": {"status_codes": sorted(group.statuses)},
        "member": [{"origin_id": group.primary}, {"origin_id": group.secondary}],
    }


def _error_page(page: ErrorPage) -> Block:
    members: Block = {"error_code": page.status}
    if page.min_ttl is not None:
        members["error_caching_min_ttl"] = page.min_ttl
    if page.page:
        members["response_page_path"] = page.page
        members["response_code"] = page.response_status or page.status
    return members
