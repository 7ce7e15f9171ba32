"""DST428: CloudFront strips cookies before an origin event unless a policy forwards them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.attachment.forwarding import flow_of_cookies
from cloudfrontier.rules.attachment.origin_reads import OriginReadRule
from cloudfrontier.rules.attachment.sample import CACHING_DISABLED, AttachmentSample, gate, lambdas
from cloudfrontier.rules.attachment.subject import FunctionFacts

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution_config import BehaviorConfig
    from cloudfrontier.rules.attachment.forwarding import Flow

__all__ = ["Cookies"]

_READS = gate(FunctionFacts(reads_cookies=True, cookies=frozenset({"session"})))
_AT_ORIGIN = {"LambdaFunctionAssociations": lambdas("origin-request")}
_NOT_CACHED = {**_AT_ORIGIN, "CachePolicyId": CACHING_DISABLED}
_KEYED = "83da9c7e-98b4-4e11-a168-04f0df8e2c65"
_ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3"


class Cookies(OriginReadRule):
    """An origin event has the cookies that the policies forward in its `cookie` header, or no such header.

    If a cookie is forwarded but is not in the cache key, what the function makes of one visitor's is cached
    and served to all. The viewer events always see what the visitor sent.
    """

    id = "DST428"
    title = "Cookies reach the functions that read them"
    source = guide("Cookies")
    what = "cookies"
    valid = (
        AttachmentSample({"DefaultCacheBehavior": {**_AT_ORIGIN, "CachePolicyId": _KEYED}}, facts=_READS),
        AttachmentSample(
            {"DefaultCacheBehavior": {**_NOT_CACHED, "OriginRequestPolicyId": _ALL_VIEWER}}, facts=_READS
        ),
        AttachmentSample(
            {"DefaultCacheBehavior": {"LambdaFunctionAssociations": lambdas("viewer-response")}}, facts=_READS
        ),
    )
    invalid = (
        AttachmentSample({"DefaultCacheBehavior": _AT_ORIGIN}, facts=_READS),
        AttachmentSample(
            {"DefaultCacheBehavior": _NOT_CACHED}, facts=gate(FunctionFacts(reads_cookies=True))
        ),
        AttachmentSample(
            {"DefaultCacheBehavior": {**_AT_ORIGIN, "OriginRequestPolicyId": _ALL_VIEWER}}, facts=_READS
        ),
    )

    def names(self, facts: FunctionFacts) -> frozenset[str] | None:
        """Those of cookies."""
        return facts.cookies if facts.reads_cookies else None

    def flow(self, behavior: BehaviorConfig) -> Flow:
        """That of cookies."""
        return flow_of_cookies(behavior)
