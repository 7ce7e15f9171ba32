"""Coverage of the numbers: every limit of `cloudfrontier.cloudfront.limits`, each looked up by its id."""

from __future__ import annotations

from cloudfrontier.cloudfront.limits import LIMITS
from cloudfrontier.rules.coverage.restriction import (
    ACCOUNT,
    EDGE_TOML,
    ELSEWHERE,
    NOT_REFUSED,
    TRAFFIC,
    Restriction,
    Section,
)

__all__ = ["LIMIT_SECTION"]

CONNECTION = "Connection functions run on TLS connections; this package neither makes nor runs them."
STORES = "What is in a KeyValueStore is data beside the code; edge.toml declares none."
CONFIGURED = "It stands in the continuous deployment policy, not in the distribution's configuration."
ORIGIN_HELPERS = "The values of `cf.updateRequestOrigin` are computed when a request comes."

RULES: dict[str, tuple[str, ...]] = {
    "function-size": ("CFF101",),
    "function-api-size": ("CFF101", "CFF102"),
    "function-memory": ("CFF192",),
    "function-name": (EDGE_TOML,),
    "function-comment": (EDGE_TOML,),
    "compute-comfortable": ("CFF193",),
    "compute-nearing": ("CFF193",),
    "uri-and-query": ("RET325",),
    "lambda-zip": ("LAE201",),
    "lambda-ephemeral-storage": ("LAE232",),
    "lambda-zip-legacy-viewer": ("LAE202",),
    "lambda-unzipped": ("LAE203",),
    "lambda-timeout": ("LAE205",),
    "lambda-timeout-legacy-viewer": ("LAE205",),
    "lambda-memory-viewer": ("LAE204",),
    "lambda-memory-origin": ("LAE204",),
    "lambda-payload": ("RET329",),
    "generated-response-viewer": ("RET329",),
    "generated-response-origin": ("RET329",),
    "generated-status": ("RET306",),
    "replaced-body-text-viewer": ("RET331",),
    "replaced-body-text-origin": ("RET331",),
    "replaced-body-base64-viewer": ("RET331",),
    "replaced-body-base64-origin": ("RET331",),
    "lambda-associations-per-behavior": ("DST410",),
    "lambdas-per-distribution": ("DST405",),
    "behaviors": ("DST405",),
    "origins": ("DST405",),
    "origin-groups": ("DST405",),
    "cnames": ("DST405",),
    "key-groups-per-behavior": ("DST405",),
    "path-pattern": ("DST406",),
    "default-root-object": ("DST437",),
    "origin-connection-attempts": ("DST436", EDGE_TOML),
    "origin-connection-timeout": ("DST436", EDGE_TOML),
    "origin-read-timeout": ("DST436", "RET334", EDGE_TOML),
    "origin-keepalive-timeout": ("DST436", "RET334", EDGE_TOML),
    "origin-custom-headers": ("DST405", EDGE_TOML),
    "origin-domain-name": ("RET334", EDGE_TOML),
    "origin-domain-name-s3": ("RET334", EDGE_TOML),
    "origin-path": ("DST436", "RET334", EDGE_TOML),
    "origin-port": ("RET334", EDGE_TOML),
    "policy-headers": (EDGE_TOML,),
    "policy-cookies": (EDGE_TOML,),
    "policy-query-strings": (EDGE_TOML,),
    "policy-names": (EDGE_TOML,),
    "policy-custom-headers": (EDGE_TOML,),
    "custom-header-name": (EDGE_TOML,),
    "custom-header-value": (EDGE_TOML,),
    "custom-headers-total": (EDGE_TOML,),
    "content-security-policy": (EDGE_TOML,),
}
"""Limit -> what holds to it."""

REASONS: dict[str, str] = {
    "function-test-event": "TestFunction is AWS's; the sample events here are far smaller.",
    "function-log": "What is logged depends on the request; the simulator cuts logs where CloudFront does.",
    "function-key-value-stores": "The association stands at AWS, not in the code.",
    "functions-per-account": ACCOUNT,
    "distributions-per-function": ACCOUNT,
    "web-token": "Tokens come with requests.",
    "connection-functions-per-account": CONNECTION,
    "connection-function-size": CONNECTION,
    "connection-function-memory": CONNECTION,
    "connection-function-time": CONNECTION,
    "connection-function-log": CONNECTION,
    "connection-test-object": CONNECTION,
    "distributions-per-connection-function": CONNECTION,
    "connection-functions-per-distribution": CONNECTION,
    "kvs-key": STORES,
    "kvs-value": STORES,
    "kvs-store": STORES,
    "kvs-import": STORES,
    "kvs-update-keys": STORES,
    "kvs-update-size": STORES,
    "kvs-name": STORES,
    "kvs-comment": STORES,
    "kvs-functions": ACCOUNT,
    "kvs-stores-per-account": ACCOUNT,
    "lambda-init-time": "How long an import takes depends on the machine; the simulator ends a late one.",
    "lambda-open-files": "How many files are open depends on what requests do.",
    "body-shown-viewer": NOT_REFUSED,
    "body-shown-origin": NOT_REFUSED,
    "distributions-per-lambda": ACCOUNT,
    "distributions-with-lambda": ACCOUNT,
    "lambda-concurrency": ACCOUNT,
    "lambda-requests-per-instance": TRAFFIC,
    "lambda-requests-per-region": ACCOUNT,
    "url": TRAFFIC,
    "request-headers": TRAFFIC,
    "request-body": TRAFFIC,
    "cacheable-object": NOT_REFUSED,
    "compression": NOT_REFUSED,
    "distributions-per-account": ACCOUNT,
    "chained-distributions": "What an origin is behind is not known from its domain name.",
    "max-age": NOT_REFUSED,
    "error-caching-min-ttl": NOT_REFUSED,
    "s3-error-caching-min-ttl": NOT_REFUSED,
    "invalidation-paths": "They are counted while invalidations run.",
    "invalidation-wildcards": "They are counted while invalidations run.",
    "keys-per-group": ELSEWHERE,
    "key-groups-per-account": ACCOUNT,
    "staging-distributions": ACCOUNT,
    "continuous-deployment-policies": ACCOUNT,
    "continuous-deployment-weight": CONFIGURED,
    "continuous-deployment-stickiness": CONFIGURED,
    "origin-host-header": ORIGIN_HELPERS,
    "origin-certificate-names": ORIGIN_HELPERS,
    "origin-certificate-name": ORIGIN_HELPERS,
    "policies-per-account": ACCOUNT,
}
"""Limit -> why nothing holds to it."""

LIMIT_SECTION = Section(
    "Limits",
    tuple(
        Restriction(
            f"limit.{limit.id}",
            f"{limit.title}: {limit}",
            limit.source,
            RULES.get(limit.id, ()),
            REASONS.get(limit.id, ""),
        )
        for limit in LIMITS
    ),
)
