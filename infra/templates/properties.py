"""A distribution and its policies as CloudFormation's properties, whoever writes them: a template or the CDK.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-cloudfront-distribution-distributionconfig.html
by way of the schemas in cfn-lint 1.58 (2026-11), with which what is written here is checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.distribution import DEFAULT_PATTERN, Origin
from infra.associations import Slot
from infra.templates.blueprint import header_name, key_group_name

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.cache_policy import CachePolicy, ItemSelection, OriginRequestPolicy
    from cloudfrontier.cloudfront.distribution import Behavior, ErrorPage, OriginGroup
    from infra.templates.blueprint import Blueprint, Handles

__all__ = [
    "access_properties",
    "cache_properties",
    "distribution_properties",
    "origin_times",
    "request_properties",
]

Properties = dict[str, Any]


def distribution_properties(blueprint: Blueprint, handles: Handles) -> Properties:
    """Of `AWS::CloudFront::Distribution`."""
    declared = blueprint.distribution
    behaviors = {
        behavior.path_pattern: _behavior(behavior, blueprint, handles) for behavior in declared.behaviors
    }
    config: Properties = {
        "Enabled": True,
        "Comment": blueprint.desired.project,
        "HttpVersion": "http2",
        "Origins": [_origin(origin, handles) for origin in declared.origins],
        "DefaultCacheBehavior": behaviors.pop(DEFAULT_PATTERN),
        "CacheBehaviors": [{"PathPattern": pattern, **item} for pattern, item in behaviors.items()],
        "CustomErrorResponses": [_error_page(page) for page in declared.error_pages],
        "DefaultRootObject": declared.default_root_object,
    }
    if declared.origin_groups:
        groups = [_group(group) for group in declared.origin_groups]
        config["OriginGroups"] = {"Quantity": len(groups), "Items": groups}
    if declared.geo_restriction.kind != "none":
        countries = sorted(declared.geo_restriction.countries)
        restriction = {"RestrictionType": declared.geo_restriction.kind, "Locations": countries}
        config["Restrictions"] = {"GeoRestriction": restriction}
    return {"DistributionConfig": {name: value for name, value in config.items() if value not in ("", [])}}


def cache_properties(name: str, policy: CachePolicy) -> Properties:
    """Of `AWS::CloudFront::CachePolicy`."""
    headers: Properties = {"HeaderBehavior": "whitelist" if policy.headers else "none"}
    if policy.headers:
        headers["Headers"] = list(policy.headers)
    key = {
        "HeadersConfig": headers,
        "CookiesConfig": _selection(policy.cookies, "CookieBehavior", "Cookies"),
        "QueryStringsConfig": _selection(policy.query_strings, "QueryStringBehavior", "QueryStrings"),
        "EnableAcceptEncodingGzip": policy.gzip,
        "EnableAcceptEncodingBrotli": policy.brotli,
    }
    config = {
        "Name": name,
        "MinTTL": policy.min_ttl,
        "DefaultTTL": policy.default_ttl,
        "MaxTTL": policy.max_ttl,
        "ParametersInCacheKeyAndForwardedToOrigin": key,
    }
    return {"CachePolicyConfig": config}


def request_properties(name: str, policy: OriginRequestPolicy) -> Properties:
    """Of `AWS::CloudFront::OriginRequestPolicy`."""
    headers: Properties = {"HeaderBehavior": policy.header_behavior}
    if policy.headers:
        headers["Headers"] = list(policy.headers)
    config = {
        "Name": name,
        "HeadersConfig": headers,
        "CookiesConfig": _selection(policy.cookies, "CookieBehavior", "Cookies"),
        "QueryStringsConfig": _selection(policy.query_strings, "QueryStringBehavior", "QueryStrings"),
    }
    return {"OriginRequestPolicyConfig": config}


def origin_times(origin: Origin) -> Properties:
    """Attempts and times of any kind of origin that are not CloudFront's own."""
    times = (
        ("ConnectionAttempts", origin.connection_attempts, Origin.connection_attempts),
        ("ConnectionTimeout", origin.connection_timeout, Origin.connection_timeout),
        ("ResponseCompletionTimeout", origin.response_completion_timeout, None),
    )
    return {name: value for name, value, usual in times if value != usual}


def access_properties(project: str) -> Properties:
    """Of `AWS::CloudFront::OriginAccessControl`: CloudFront signs what it asks a bucket."""
    config = {
        "Name": project,
        "OriginAccessControlOriginType": "s3",
        "SigningBehavior": "always",
        "SigningProtocol": "sigv4",
    }
    return {"OriginAccessControlConfig": config}


def _selection(chosen: ItemSelection, behavior: str, names: str) -> Properties:
    return {behavior: chosen.behavior, **({names: list(chosen.names)} if chosen.names else {})}


def _behavior(behavior: Behavior, blueprint: Blueprint, handles: Handles) -> Properties:
    cache, request, response = (
        behavior.cache_policy,
        behavior.origin_request_policy,
        behavior.response_headers_policy,
    )
    properties: Properties = {
        "TargetOriginId": behavior.origin,
        "ViewerProtocolPolicy": behavior.viewer_protocol_policy,
        "AllowedMethods": list(behavior.allowed_methods),
        "CachedMethods": list(behavior.cached_methods),
        "Compress": behavior.compress,
        "CachePolicyId": cache.id or handles.policy("cache", cache.name),
    }
    if request:
        properties["OriginRequestPolicyId"] = request.id or handles.policy("request", request.name)
    if response:
        made = response.id or handles.policy("response headers", response.name)
        properties["ResponseHeadersPolicyId"] = made
    groups = blueprint.table(behavior.path_pattern).key_groups
    if groups:
        properties["TrustedKeyGroups"] = [handles.given(key_group_name(name)) for name in groups]
    return {**properties, **_associations(behavior.path_pattern, blueprint, handles)}


def _associations(pattern: str, blueprint: Blueprint, handles: Handles) -> Properties:
    functions, handlers = [], []
    for item in blueprint.desired.associations:
        if item.slot != Slot(pattern, item.slot.event):
            continue
        arn = handles.arn(item.kind, item.deployed_name)
        if item.kind == "function":
            functions.append({"EventType": item.slot.event, "FunctionARN": arn})
        else:
            body = {"IncludeBody": True} if item.include_body else {}
            handlers.append({"EventType": item.slot.event, "LambdaFunctionARN": arn, **body})
    lists = {"FunctionAssociations": functions, "LambdaFunctionAssociations": handlers}
    return {name: items for name, items in lists.items() if items}


def _origin(origin: Origin, handles: Handles) -> Properties:
    properties: Properties = {"Id": origin.id, "DomainName": origin.domain_name}
    properties |= origin_times(origin)
    if origin.path:
        properties["OriginPath"] = origin.path
    if origin.custom_headers:
        properties["OriginCustomHeaders"] = [
            {"HeaderName": name, "HeaderValue": handles.given(header_name(origin.id, name))}
            for name, _ in origin.custom_headers
        ]
    if origin.kind == "s3":
        bucket: Properties = {"OriginAccessIdentity": ""}
        if origin.read_timeout != Origin.read_timeout:
            bucket["OriginReadTimeout"] = origin.read_timeout
        return {**properties, "S3OriginConfig": bucket, "OriginAccessControlId": handles.access()}
    is_https = origin.protocol == "https"
    custom: Properties = {
        "OriginProtocolPolicy": "https-only" if is_https else "http-only",
        "HTTPSPort" if is_https else "HTTPPort": origin.port,
        "OriginSSLProtocols": list(origin.ssl_protocols),
        "OriginReadTimeout": origin.read_timeout,
        "OriginKeepaliveTimeout": origin.keepalive_timeout,
    }
    return {**properties, "CustomOriginConfig": custom}


def _group(group: OriginGroup) -> Properties:
    statuses, members = sorted(group.statuses), (group.primary, group.secondary)
    return {
        "Id": group.id,
        "FailoverCriteria": {"StatusCodes": {"Quantity": len(statuses), "Items": statuses}},
        "Members": {"Quantity": 2, "Items": [{"OriginId": member} for member in members]},
    }


def _error_page(page: ErrorPage) -> Properties:
    properties: Properties = {"ErrorCode": page.status}
    if page.min_ttl is not None:
        properties["ErrorCachingMinTTL"] = page.min_ttl
    if page.page:
        properties["ResponsePagePath"] = page.page
        properties["ResponseCode"] = page.response_status or page.status
    return properties
