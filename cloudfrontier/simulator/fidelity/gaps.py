"""What CloudFront does and the simulator does not, each with its reason: nobody should find out by surprise."""

from __future__ import annotations

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.simulator.fidelity.behaviour import Gap

__all__ = ["GAPS"]

_CUSTOM_ORIGIN = guide("RequestAndResponseBehaviorCustomOrigin")

GAPS: tuple[Gap, ...] = (
    Gap("AWS WAF inspects requests before the behavior's code", "its rules are in no project and no configuration", guide("distribution-web-awswaf")),
    Gap("Field-level encryption, and real-time and standard logs", "they leave no mark on a response", guide("field-level-encryption")),
    Gap("TLS between viewer and CloudFront: versions, ciphers, certificates, mutual TLS", "requests come in as values; `serve` has a local certificate at most", guide("secure-connections-supported-viewer-protocols-ciphers")),
    Gap("Connection functions", "they run on a TLS handshake, of which there is none here", guide("connection-functions", read="2026-10")),
    Gap("Three attempts to connect, and their timeout", "an origin on this machine answers or does not", guide("high_availability_origin_failover")),
    Gap("Origin groups that choose by media quality", "how CloudFront scores streams is not documented", guide("high_availability_origin_failover")),
    Gap("Origin Shield and regional edge caches, and a cache for each edge location", "one cache stands for all: no documented response differs", guide("origin-shield")),
    Gap("Parts of an object are fetched from the origin for a range", "the whole is fetched; CloudFront says that it may do that", guide("RangeGETs", read="2026-11")),
    Gap("`Server-Timing` of a response headers policy", "its figures are those of CloudFront's own machines", guide("understanding-response-headers-policies")),
    Gap("Trusted signers that are whole AWS accounts", "no document tells their keys: behaviors with them alone answer 403", guide("private-content-trusted-signers", read="2026-10")),
    Gap("`CloudFront-Is-*-Viewer`, JA3 and JA4 fingerprints, order and count of headers", "how CloudFront recognises devices is not documented; a request may bring the headers itself", guide("adding-cloudfront-headers", read="2026-10")),
    Gap("`CloudFront-Error-Uri` and `CloudFront-Error-Args`", "what their values are is not documented in what was read; a request may bring them itself", guide("adding-cloudfront-headers", read="2026-10")),
    Gap("A chain of more than two distributions is refused", "one distribution is simulated at a time", guide("cloudfront-limits")),
    Gap("Requests per second, concurrency across Regions, bursts", "one machine has none of it; throttling of a handler's own places is simulated", guide("cloudfront-limits")),
    Gap("A custom error page is not shown for a 503 for want of capacity", "capacity does not run out here", guide("HTTPStatusCodes")),
    Gap("An origin's response whose headers have more than 32,768 bytes is refused", "what CloudFront answers then is not documented", guide("cloudfront-limits")),
    Gap("gRPC and WebSocket connections", "requests and responses are values here, not connections", guide("distribution-using-grpc")),
    Gap("Smooth Streaming manifests", "CloudFront's handling of the format is not documented", guide("DownloadDistValuesCacheBehavior")),
    Gap("`cf.webTokens` of CloudFront Functions", "a run that asks says so instead of guessing", guide("cwt-support-cloudfront-functions")),
    Gap("Origin access control signs requests to a bucket", "the folder that stands for the bucket asks for no signature", guide("private-content-restricting-access-to-s3")),
    Gap("`Transfer-Encoding`, trailers and the order of packets", "bodies are whole", _CUSTOM_ORIGIN),
    Gap("Continuous deployment: a staging distribution takes a share of the traffic", "one distribution is simulated at a time", guide("continuous-deployment")),
    Gap("Multi-tenant distributions, connection groups and tenants' own domains", "a `DistributionConfig` of a tenant is not read", guide("distribution-config-options")),
    Gap("Least recently used objects leave an edge location before their time", "nothing says when; the bounds of the cache here are its own", guide("Expiration")),
)  # fmt: skip
