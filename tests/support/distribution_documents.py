"""Configurations as the AWS CLI prints them, written by hand: a plain one, and a large site's with every
kind of part.

The members and their order are those of the CLI's own output (botocore 1.44.5); tests change copies of them.
"""

from __future__ import annotations

from typing import Any

ACCOUNT = "123456789012"
OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3"
SECURITY_HEADERS = "67f7725c-6f97-4210-82d7-5512b31e9d03"
READ = ("HEAD", "GET")
ALL = ("HEAD", "DELETE", "POST", "GET", "OPTIONS", "PUT", "PATCH")

Document = dict[str, Any]


def listed(*items: object) -> Document:
    return {"Quantity": len(items), "Items": list(items)} if items else {"Quantity": 0}


def function(name: str, event: str) -> Document:
    return {"FunctionARN": f"arn:aws:cloudfront::{ACCOUNT}:function/{name}", "EventType": event}


def handler(name: str, event: str, *, version: int | str = 7, include_body: bool = False) -> Document:
    arn = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:{name}:{version}"
    return {"LambdaFunctionARN": arn, "EventType": event, "IncludeBody": include_body}


def behavior(pattern: str = "", *, origin: str = "site", **members: Any) -> Document:
    methods = {**listed(*READ), "CachedMethods": listed(*READ)}
    plain: Document = {"PathPattern": pattern} if pattern else {}
    return (
        plain
        | {
            "TargetOriginId": origin,
            "TrustedSigners": {"Enabled": False, "Quantity": 0},
            "TrustedKeyGroups": {"Enabled": False, "Quantity": 0},
            "ViewerProtocolPolicy": "redirect-to-https",
            "AllowedMethods": methods,
            "SmoothStreaming": False,
            "Compress": True,
            "LambdaFunctionAssociations": listed(),
            "FunctionAssociations": listed(),
            "FieldLevelEncryptionId": "",
            "GrpcConfig": {"Enabled": False},
            "CachePolicyId": OPTIMIZED,
        }
        | members
    )


def origin(name: str = "site", **members: Any) -> Document:
    custom = {
        "HTTPPort": 80,
        "HTTPSPort": 443,
        "OriginProtocolPolicy": "https-only",
        "OriginSslProtocols": listed("TLSv1.2"),
        "OriginReadTimeout": 30,
        "OriginKeepaliveTimeout": 5,
        "IpAddressType": "ipv4",
    }
    return {
        "Id": name,
        "DomainName": f"{name}.example.org",
        "OriginPath": "",
        "CustomHeaders": listed({"HeaderName": "X-Origin-Verify", "HeaderValue": "do-not-show-me"}),
        "CustomOriginConfig": custom,
        "ConnectionAttempts": 3,
        "ConnectionTimeout": 10,
        "OriginShield": {"Enabled": False},
        "OriginAccessControlId": "",
    } | members


def config(*behaviors: Document, default: Document | None = None, **members: Any) -> Document:
    """A configuration with these behaviors before the default one."""
    return {
        "CallerReference": "2026-11-23",
        "Aliases": listed("www.example.org"),
        "DefaultRootObject": "index.html",
        "Origins": listed(origin()),
        "OriginGroups": listed(),
        "DefaultCacheBehavior": default or behavior(),
        "CacheBehaviors": listed(*behaviors),
        "CustomErrorResponses": listed(),
        "Comment": "a shop",
        "Logging": {"Enabled": False, "IncludeCookies": False, "Bucket": "", "Prefix": ""},
        "PriceClass": "PriceClass_All",
        "Enabled": True,
        "ViewerCertificate": {"CloudFrontDefaultCertificate": True, "MinimumProtocolVersion": "TLSv1"},
        "Restrictions": {"GeoRestriction": {"RestrictionType": "none", "Quantity": 0}},
        "WebACLId": "",
        "HttpVersion": "http2",
        "IsIPV6Enabled": True,
        "ContinuousDeploymentPolicyId": "",
        "Staging": False,
    } | members


def shop() -> Document:
    """A large site: 25 behaviors, an origin group, both kinds of functions, an API; nothing is wrong."""
    static = (
        behavior(pattern, FunctionAssociations=listed(function("headers", "viewer-response")))
        for pattern in (
            "*.css",
            "*.js",
            "*.woff2",
            "*.png",
            "*.jpg",
            "*.svg",
            "*.webp",
            "/fonts/*",
            "/downloads/v?/*",
        )
    )
    languages = (
        behavior(
            f"/{code}/*",
            origin="pages",
            FunctionAssociations=listed(
                function("router", "viewer-request"), function("headers", "viewer-response")
            ),
            LambdaFunctionAssociations=listed(handler("render", "origin-request")),
        )
        for code in ("de", "en", "es", "fr", "it", "nl", "pl", "pt", "sv", "uk")
    )
    everything = {**listed(*ALL), "CachedMethods": listed(*READ)}
    api = behavior(
        "/api/*",
        origin="api",
        AllowedMethods=everything,
        CachePolicyId=DISABLED,
        OriginRequestPolicyId=ALL_VIEWER,
    )
    upload = behavior(
        "/upload",
        origin="api",
        AllowedMethods=everything,
        CachePolicyId=DISABLED,
        OriginRequestPolicyId=ALL_VIEWER,
        LambdaFunctionAssociations=listed(handler("scan", "origin-request", include_body=True)),
    )
    members = behavior(
        "/members/*",
        origin="private",
        CachePolicyId=DISABLED,
        LambdaFunctionAssociations=listed(handler("gate", "viewer-request")),
    )
    rest = (behavior("/errors/*"), behavior("/feed.xml"))
    group = {
        "Id": "pages",
        "FailoverCriteria": {"StatusCodes": listed(500, 502)},
        "Members": listed({"OriginId": "site"}, {"OriginId": "standby"}),
        "SelectionCriteria": "default",
    }
    page = {
        "ErrorCode": 404,
        "ResponsePagePath": "/errors/404.html",
        "ResponseCode": "404",
        "ErrorCachingMinTTL": 10,
    }
    return config(
        *static,
        *languages,
        api,
        upload,
        members,
        *rest,
        default=behavior(
            FunctionAssociations=listed(
                function("router", "viewer-request"), function("headers", "viewer-response")
            )
        ),
        Origins=listed(origin(), origin("standby"), origin("api"), origin("private")),
        OriginGroups=listed(group),
        CustomErrorResponses=listed(page),
        Aliases=listed("www.example.org", "example.org"),
        HttpVersion="http2and3",
    )
