"""What CloudFront does and the simulator does not, each with its reason: nobody should find out by surprise."""

from __future__ import annotations

from cloudfrontier.cloudfront.source import Source, guide
from cloudfrontier.simulator.fidelity.behaviour import Gap

__all__ = ["GAPS"]

_CUSTOM_ORIGIN = guide("RequestAndResponseBehaviorCustomOrigin")
_CONFIGURATION = Source(
    "https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html", "2026-11"
)

GAPS: tuple[Gap, ...] = (
    Gap("AWS WAF inspects requests before the behavior's code", "its rules are in no project and no configuration; a note says so where a configuration names a web ACL", guide("distribution-web-awswaf")),
    Gap("Field-level encryption, and real-time and standard logs", "logs leave no mark on a response, and keys of fields are in no configuration; a note says so where a configuration has them", guide("field-level-encryption")),
    Gap("TLS between viewer and CloudFront: versions, ciphers, certificates, mutual TLS", "requests come in as values; `serve` has a local certificate at most", guide("secure-connections-supported-viewer-protocols-ciphers")),
    Gap("Connection functions", "they run on a TLS handshake, of which there is none here", guide("connection-functions", read="2026-10")),
    Gap("The name of an origin is looked up before origin-request runs, and again where code changes it", "what stands for an origin is asked without its name", guide("lambda-at-edge-function-restrictions")),
    Gap("A handler that gives an origin longer times than the distribution does may fail", "AWS says that it might, and not when", guide("DownloadDistValuesOrigin")),
    Gap("Origin groups that choose by media quality", "how CloudFront scores streams is not documented", guide("high_availability_origin_failover")),
    Gap("Origin Shield and regional edge caches, and a cache for each edge location", "one cache stands for all: no documented response differs", guide("origin-shield")),
    Gap("Parts of an object are fetched from the origin for a range", "the whole is fetched; CloudFront says that it may do that", guide("RangeGETs", read="2026-11")),
    Gap("Trusted signers that are whole AWS accounts", "no document tells their keys: behaviors with them alone answer 403", guide("private-content-trusted-signers", read="2026-10")),
    Gap("`CloudFront-Viewer-Cert-*`", "viewers have no certificates here; a request may bring the headers itself", guide("adding-cloudfront-headers", read="2026-10")),
    Gap("URLs and headers that are not UTF-8 are read as ISO-8859-1, and sent on as they came", "requests are texts here, not bytes", guide("edge-function-restrictions-all")),
    Gap("Invalidation by cache tags (`CacheTagConfig`)", "objects have no tags here: invalidate them by their paths", _CONFIGURATION),
    Gap("A distribution that is switched off answers nobody", "whoever simulates one wants to see what it will do; a note says so", _CONFIGURATION),
    Gap("`CloudFront-Error-Uri` and `CloudFront-Error-Args`", "what their values are is not documented in what was read; a request may bring them itself", guide("adding-cloudfront-headers", read="2026-10")),
    Gap("A chain of more than two distributions is refused", "one distribution is simulated at a time", guide("cloudfront-limits")),
    Gap("Requests per second, concurrency across Regions, bursts", "one machine has none of it; throttling of a handler's own places is simulated", guide("cloudfront-limits")),
    Gap("A custom error page is not shown for a 503 for want of capacity", "capacity does not run out here", guide("HTTPStatusCodes")),
    Gap("An origin's response whose headers have more than 32,768 bytes is refused", "what CloudFront answers then is not documented", guide("cloudfront-limits")),
    Gap("gRPC and WebSocket connections", "requests and responses are values here, not connections", guide("distribution-using-grpc")),
    Gap("Smooth Streaming manifests", "CloudFront's handling of the format is not documented", guide("DownloadDistValuesCacheBehavior")),
    Gap("Origin access control signs requests to a bucket", "the folder that stands for the bucket asks for no signature", guide("private-content-restricting-access-to-s3")),
    Gap("`Transfer-Encoding`, trailers and the order of packets", "bodies are whole", _CUSTOM_ORIGIN),
    Gap("Continuous deployment: a staging distribution takes a share of the traffic", "one distribution is simulated at a time", guide("continuous-deployment")),
    Gap("Multi-tenant distributions, connection groups and tenants' own domains", "a `DistributionConfig` of a tenant is not read", guide("distribution-config-options")),
    Gap("Least recently used objects leave an edge location before their time", "nothing says when; the bounds of the cache here are its own", guide("Expiration")),
)  # fmt: skip
