"""Limits of distributions: requests, behaviors, caching, invalidations, key groups, staging."""

from __future__ import annotations

from cloudfrontier.cloudfront.limits.limit import Limit
from cloudfrontier.cloudfront.source import guide

_QUOTAS = guide("cloudfront-limits")
_BEHAVIOR = guide("DownloadDistValuesCacheBehavior")
_STAGING = guide("continuous-deployment-quotas-considerations")

URL = Limit("url", "URL of a request; a longer one is answered with 414", 8192, "bytes", _QUOTAS)
REQUEST_HEADERS = Limit(
    "request-headers",
    "Request, or response of an origin, without its body; a larger request is answered with 494",
    32768,
    "bytes",
    _QUOTAS,
    note="20,480 bytes in older copies.",
)
VIEWER_HEADER_ORDER = Limit(
    "viewer-header-order",
    "`CloudFront-Viewer-Header-Order`; what is longer is cut off",
    7680,
    "characters",
    guide("adding-cloudfront-headers", read="2026-10"),
)
REQUEST_BODY = Limit("request-body", "Body of a request", 64 * 1024**3, "bytes", _QUOTAS)
CACHEABLE_OBJECT = Limit(
    "cacheable-object", "Response to a GET that is cached", 50 * 1024**3, "bytes", _QUOTAS
)
COMPRESSION = Limit(
    "compression", "Objects that CloudFront compresses", 10_000_000, "bytes", _QUOTAS, least=1000
)
DISTRIBUTIONS_PER_ACCOUNT = Limit(
    "distributions-per-account", "Distributions of an account", 500, "distributions", _QUOTAS
)
CHAINED_DISTRIBUTIONS = Limit(
    "chained-distributions",
    "Distributions that a request comes through; a third answers with 403",
    2,
    "distributions",
    _QUOTAS,
)
BEHAVIORS = Limit("behaviors", "Behaviors of a distribution", 75, "behaviors", _QUOTAS)
ORIGINS = Limit("origins", "Origins of a distribution", 100, "origins", _QUOTAS)
ORIGIN_GROUPS = Limit("origin-groups", "Origin groups of a distribution", 10, "groups", _QUOTAS)
CNAMES = Limit("cnames", "Alternate domain names of a distribution", 100, "names", _QUOTAS)
PATH_PATTERN = Limit("path-pattern", "Path pattern of a behavior", 255, "characters", _BEHAVIOR, least=1)
DEFAULT_ROOT_OBJECT = Limit(
    "default-root-object", "Default root object", 255, "characters", guide("DefaultRootObject")
)
MAX_AGE = Limit(
    "max-age",
    "`max-age` of an origin that has an effect",
    100 * 365 * 86400,
    "seconds",
    guide("Expiration"),
    note="AWS writes 100 years.",
)
ERROR_CACHING_MIN_TTL = Limit(
    "error-caching-min-ttl",
    "Least time for which an error is cached, when a distribution says nothing else",
    10,
    "seconds",
    guide("custom-error-pages-expiration"),
)
S3_ERROR_CACHING_MIN_TTL = Limit(
    "s3-error-caching-min-ttl",
    "Least time for which an error of an S3 origin is cached, whatever a distribution says",
    1,
    "seconds",
    guide("custom-error-pages-expiration"),
)
INVALIDATION_PATHS = Limit(
    "invalidation-paths", "Files being invalidated at a time, wildcards not counted", 3000, "files", _QUOTAS
)
INVALIDATION_WILDCARDS = Limit(
    "invalidation-wildcards", "Wildcard invalidations at a time", 15, "invalidations", _QUOTAS
)
KEYS_PER_GROUP = Limit("keys-per-group", "Public keys of a key group", 5, "keys", _QUOTAS)
KEY_GROUPS_PER_BEHAVIOR = Limit("key-groups-per-behavior", "Key groups of a behavior", 4, "groups", _QUOTAS)
KEY_GROUPS_PER_ACCOUNT = Limit("key-groups-per-account", "Key groups of an account", 10, "groups", _QUOTAS)
STAGING_DISTRIBUTIONS = Limit(
    "staging-distributions", "Staging distributions of an account", 20, "distributions", _QUOTAS
)
CONTINUOUS_DEPLOYMENT_POLICIES = Limit(
    "continuous-deployment-policies", "Continuous deployment policies of an account", 20, "policies", _QUOTAS
)
CONTINUOUS_DEPLOYMENT_WEIGHT = Limit(
    "continuous-deployment-weight", "Share of requests sent to staging", 15, "percent", _STAGING, least=0
)
CONTINUOUS_DEPLOYMENT_STICKINESS = Limit(
    "continuous-deployment-stickiness",
    "Idle and maximum time of a sticky session",
    3600,
    "seconds",
    _STAGING,
    least=300,
)
CONTINUOUS_DEPLOYMENT_HEADER_PREFIX = "aws-cf-cd-"
"""How the name of the header begins that sends a request to staging.

Source:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-continuous-deployment.html
(read 2026-04).
"""

LIMITS: tuple[Limit, ...] = (
    URL,
    REQUEST_HEADERS,
    VIEWER_HEADER_ORDER,
    REQUEST_BODY,
    CACHEABLE_OBJECT,
    COMPRESSION,
    DISTRIBUTIONS_PER_ACCOUNT,
    CHAINED_DISTRIBUTIONS,
    BEHAVIORS,
    ORIGINS,
    ORIGIN_GROUPS,
    CNAMES,
    PATH_PATTERN,
    DEFAULT_ROOT_OBJECT,
    MAX_AGE,
    ERROR_CACHING_MIN_TTL,
    S3_ERROR_CACHING_MIN_TTL,
    INVALIDATION_PATHS,
    INVALIDATION_WILDCARDS,
    KEYS_PER_GROUP,
    KEY_GROUPS_PER_BEHAVIOR,
    KEY_GROUPS_PER_ACCOUNT,
    STAGING_DISTRIBUTIONS,
    CONTINUOUS_DEPLOYMENT_POLICIES,
    CONTINUOUS_DEPLOYMENT_WEIGHT,
    CONTINUOUS_DEPLOYMENT_STICKINESS,
)
