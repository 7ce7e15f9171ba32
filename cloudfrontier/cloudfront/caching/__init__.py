"""What CloudFront caches, and for how long: AWS's lists of statuses and methods, and the rules of the TTL."""

from cloudfrontier.cloudfront.caching.cache_control import CacheControl
from cloudfrontier.cloudfront.caching.methods import (
    ALLOWED_METHOD_SETS,
    CACHED_METHOD_SETS,
    CACHED_METHODS,
    FAILOVER_METHODS,
    HTTPS_REDIRECT_METHODS,
    https_redirect_status,
)
from cloudfrontier.cloudfront.caching.statuses import (
    CUSTOM_ERROR_PAGE_STATUSES,
    CUSTOM_ERROR_RESPONSE_STATUSES,
    ERRORS_CACHED,
    ERRORS_CACHED_WITH_MAX_AGE,
    ERRORS_HONOURING_NO_STORE,
    ERRORS_NEVER_CACHED,
    FAILOVER_STATUSES,
    REDIRECTS_CACHED_WITH_CACHE_CONTROL,
)
from cloudfrontier.cloudfront.caching.time_to_live import LEGACY_TTL, ErrorCaching, Lifetime, time_to_live

__all__ = [
    "ALLOWED_METHOD_SETS",
    "CACHED_METHODS",
    "CACHED_METHOD_SETS",
    "CUSTOM_ERROR_PAGE_STATUSES",
    "CUSTOM_ERROR_RESPONSE_STATUSES",
    "ERRORS_CACHED",
    "ERRORS_CACHED_WITH_MAX_AGE",
    "ERRORS_HONOURING_NO_STORE",
    "ERRORS_NEVER_CACHED",
    "FAILOVER_METHODS",
    "FAILOVER_STATUSES",
    "HTTPS_REDIRECT_METHODS",
    "LEGACY_TTL",
    "REDIRECTS_CACHED_WITH_CACHE_CONTROL",
    "CacheControl",
    "ErrorCaching",
    "Lifetime",
    "https_redirect_status",
    "time_to_live",
]
