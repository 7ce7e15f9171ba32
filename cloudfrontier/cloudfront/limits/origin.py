"""Limits of an origin: those of the configuration, and those of what edge code may make of it."""

from __future__ import annotations

from cloudfrontier.cloudfront.limits.limit import Limit
from cloudfrontier.cloudfront.source import guide

_QUOTAS = guide("cloudfront-limits")
_EVENT = guide("lambda-event-structure")
_HELPERS = guide("helper-functions-origin-modification")

ORIGIN_CONNECTION_ATTEMPTS = Limit(
    "origin-connection-attempts", "Attempts to connect to an origin", 3, "attempts", _QUOTAS, least=1
)
ORIGIN_CONNECTION_TIMEOUT = Limit(
    "origin-connection-timeout", "Time to connect to an origin", 10, "seconds", _QUOTAS, least=1
)
ORIGIN_READ_TIMEOUT = Limit(
    "origin-read-timeout", "Time for an origin to answer", 120, "seconds", _QUOTAS, least=1, default=30
)
ORIGIN_KEEPALIVE_TIMEOUT = Limit(
    "origin-keepalive-timeout",
    "Time for which an idle connection to a custom origin is kept",
    120,
    "seconds",
    _QUOTAS,
    least=1,
    default=5,
    uncertain=True,
    highest=300,
    note="300 in a copy of 2026-10; the page on the event structure says 120.",
)
ORIGIN_CUSTOM_HEADERS = Limit(
    "origin-custom-headers", "Custom headers of an origin", 30, "headers", guide("add-origin-custom-headers")
)
ORIGIN_DOMAIN_NAME = Limit(
    "origin-domain-name",
    "Domain name of a custom origin; no colon, no IP address",
    253,
    "characters",
    _EVENT,
    least=1,
)
ORIGIN_DOMAIN_NAME_S3 = Limit(
    "origin-domain-name-s3", "Domain name of an S3 origin; lower case", 128, "characters", _EVENT, least=1
)
ORIGIN_PATH = Limit("origin-path", "Path of an origin", 255, "characters", _EVENT)
ORIGIN_PORT = Limit(
    "origin-port", "Port of a custom origin", 65535, "", _EVENT, least=1024, note="Also 80 and 443."
)
ORIGIN_HOST_HEADER = Limit(
    "origin-host-header", "`hostHeader` and `sni` of `cf.updateRequestOrigin`", 253, "characters", _HELPERS
)
ORIGIN_CERTIFICATE_NAMES = Limit(
    "origin-certificate-names", "`allowedCertificateNames` of an origin", 20, "names", _HELPERS
)
ORIGIN_CERTIFICATE_NAME = Limit(
    "origin-certificate-name", "One of `allowedCertificateNames`", 64, "characters", _HELPERS
)

LIMITS: tuple[Limit, ...] = (
    ORIGIN_CONNECTION_ATTEMPTS,
    ORIGIN_CONNECTION_TIMEOUT,
    ORIGIN_READ_TIMEOUT,
    ORIGIN_KEEPALIVE_TIMEOUT,
    ORIGIN_CUSTOM_HEADERS,
    ORIGIN_DOMAIN_NAME,
    ORIGIN_DOMAIN_NAME_S3,
    ORIGIN_PATH,
    ORIGIN_PORT,
    ORIGIN_HOST_HEADER,
    ORIGIN_CERTIFICATE_NAMES,
    ORIGIN_CERTIFICATE_NAME,
)
