"""Coverage of distributions: what may be attached to what, and what the configuration itself is held to."""

from __future__ import annotations

from cloudfrontier.cloudfront.source import Source, guide
from cloudfrontier.rules.coverage.restriction import EDGE_TOML, TRAFFIC, Restriction, Section

__all__ = ["ATTACHMENT_SECTION"]

ALL = guide("edge-function-restrictions-all")
LAMBDA = guide("lambda-at-edge-function-restrictions")
TRIGGERS = guide("lambda-cloudfront-trigger-events")
BEHAVIORS = guide("DownloadDistValuesCacheBehavior")
STAGING = guide("continuous-deployment-quotas-considerations")
ERROR_PAGES = guide("creating-custom-error-pages")


def _api(page: str) -> Source:
    return Source(f"https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_{page}.html", "2026-10")


ATTACHMENT_SECTION = Section(
    "Distributions and attachments",
    (
        Restriction("attach.one-an-event", "An event of a behavior has one function", ALL, ("DST410",)),
        Restriction(
            "attach.kinds",
            "The viewer events of a behavior have CloudFront Functions or Lambda@Edge, not both",
            ALL,
            ("DST411", EDGE_TOML),
        ),
        Restriction(
            "attach.function-events", "CloudFront Functions are on viewer events", ALL, ("DST412", EDGE_TOML)
        ),
        Restriction("attach.include-body", "IncludeBody is for request events", LAMBDA, ("DST413",)),
        Restriction(
            "attach.function-arn",
            "Functions are named by their ARNs",
            _api("FunctionAssociation"),
            ("DST414",),
        ),
        Restriction("attach.version", "A Lambda@Edge function is a numbered version", LAMBDA, ("DST415",)),
        Restriction("attach.region", "A Lambda@Edge function is in us-east-1", LAMBDA, ("DST416",)),
        Restriction("attach.account", "Functions are of the distribution's account", ALL, ("DST417",)),
        Restriction(
            "attach.vpc-origins",
            "Origin events do not go with VPC origins, mutual TLS to the origin, or media quality scores",
            guide("private-content-vpc-origins"),
            ("DST419",),
        ),
        Restriction(
            "attach.grpc",
            "gRPC requests do not reach Lambda@Edge",
            guide("distribution-using-grpc"),
            ("DST420",),
        ),
        Restriction(
            "attach.smooth-streaming", "Smooth Streaming goes without edge functions", ALL, ("DST421",)
        ),
        Restriction(
            "attach.load-tests",
            "Load tests are not allowed on behaviors with Lambda@Edge on viewer events",
            guide("load-testing"),
            reason="It is a promise of people's, not a property of a configuration.",
        ),
        Restriction(
            "attach.query-strings",
            "Origin events see the query strings that the policies forward",
            ALL,
            ("DST427",),
        ),
        Restriction(
            "attach.cookies", "Origin events see the cookies that the policies forward", LAMBDA, ("DST428",)
        ),
        Restriction(
            "attach.cache-key",
            "Whoever has the same cache key is served the same answer",
            guide("understanding-the-cache-key"),
            ("DST424", "DST425"),
        ),
        Restriction(
            "attach.viewer-response-skipped",
            "viewer-response does not run for errors, error pages, redirects to HTTPS, generated responses",
            TRIGGERS,
            ("DST431", "DST432"),
        ),
        Restriction(
            "attach.origin-events-skipped",
            "Origin events do not run for what is cached",
            TRIGGERS,
            ("DST425",),
        ),
        Restriction(
            "config.quantity",
            "A Quantity is the number of its Items",
            _api("UpdateDistribution"),
            ("DST402",),
        ),
        Restriction(
            "config.shape", "Members have the types of the API", _api("DistributionConfig"), ("DST401",)
        ),
        Restriction(
            "config.default", "There is a default behavior", _api("DistributionConfig"), ("DST403", EDGE_TOML)
        ),
        Restriction(
            "config.origins",
            "Behaviors name origins that exist",
            _api("CacheBehavior"),
            ("DST404", EDGE_TOML),
        ),
        Restriction(
            "config.path-pattern",
            "Path patterns have characters that CloudFront takes",
            BEHAVIORS,
            ("DST406", EDGE_TOML),
        ),
        Restriction(
            "config.cache-policy",
            "A behavior has a cache policy, or the older settings",
            _api("CacheBehavior"),
            ("DST407",),
        ),
        Restriction(
            "config.ttl",
            "Minimum, default and maximum TTL are in order",
            _api("CacheBehavior"),
            ("DST408", EDGE_TOML),
        ),
        Restriction("config.methods", "Methods are one of three sets", BEHAVIORS, ("DST409", EDGE_TOML)),
        Restriction(
            "config.error-codes",
            "Custom error pages are for statuses that have them",
            ERROR_PAGES,
            ("DST433",),
        ),
        Restriction(
            "config.origin-headers",
            "Custom headers of origins may be added",
            guide("add-origin-custom-headers"),
            ("DST435", EDGE_TOML),
        ),
        Restriction("config.staging", "Continuous deployment goes without HTTP/3", STAGING, ("DST434",)),
        Restriction(
            "config.staging-header",
            "The header that sends requests to staging begins with aws-cf-cd-",
            STAGING,
            reason="It stands in the continuous deployment policy, not in the distribution's configuration.",
        ),
        Restriction(
            "config.caller-reference",
            "CallerReference does not change",
            _api("UpdateDistribution"),
            reason="What it was before is known to AWS only.",
        ),
        Restriction(
            "config.etag",
            "An update names the ETag of what it replaces",
            _api("UpdateDistribution"),
            reason="It is about the call, and not about what is sent.",
        ),
        Restriction(
            "config.policies-exist",
            "Policies that a behavior names exist",
            _api("UpdateDistribution"),
            (EDGE_TOML,),
            "Of a configuration only AWS's own policies are known.",
        ),
        Restriction(
            "config.plans",
            "Flat-rate plans leave out some features",
            guide("flat-rate-pricing-plan"),
            reason="Which plan a distribution is on does not stand in its configuration.",
        ),
        Restriction(
            "request.too-long",
            "A URL or headers that are too long are answered with 414 or 494",
            guide("RequestAndResponseBehaviorCustomOrigin"),
            reason=TRAFFIC,
        ),
        Restriction(
            "request.methods",
            "A method that the behavior does not allow is answered with 403",
            BEHAVIORS,
            reason=TRAFFIC,
        ),
        Restriction(
            "request.signature",
            "Without a valid signature a private behavior answers 403",
            guide("private-content-trusted-signers"),
            reason=TRAFFIC,
        ),
    ),
)
