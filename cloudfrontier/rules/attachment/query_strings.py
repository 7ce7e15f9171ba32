"""DST427: at an origin event a function sees the query strings that the policies forward, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.attachment.forwarding import flow_of_query_strings, policies_known
from cloudfrontier.rules.attachment.origin_reads import OriginReadRule
from cloudfrontier.rules.attachment.sample import (
    CACHING_DISABLED,
    AttachmentSample,
    functions,
    gate,
    lambdas,
    router,
)
from cloudfrontier.rules.attachment.sources import ALL_EDGE_FUNCTIONS
from cloudfrontier.rules.attachment.subject import FunctionFacts
from cloudfrontier.rules.attachment.words import behavior_named, function_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.distribution_config import BehaviorConfig
    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.forwarding import Flow
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["QueryStrings"]

_READS = gate(FunctionFacts(reads_query_strings=True, query_strings=frozenset({"size"})))
_AT_ORIGIN = {"LambdaFunctionAssociations": lambdas("origin-request")}
_NOT_CACHED = {**_AT_ORIGIN, "CachePolicyId": CACHING_DISABLED}
_KEYED = "4cc15a8a-d715-48a4-82b8-cc0b614638fe"
_ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3"


class QueryStrings(OriginReadRule):
    """Policies that forward no query strings leave a function at an origin event without any.

    If they are forwarded but are not in the cache key, what the function makes of the first value is cached
    and served for all. AWS writes that a policy must forward *all* query strings for origin events to see
    them; that a list of names is not enough is UNCERTAIN, and a note. The viewer events always see what the
    visitor sent.
    """

    id = "DST427"
    title = "Query strings reach the functions that read them"
    source = ALL_EDGE_FUNCTIONS
    what = "query strings"
    all_or_none = True
    valid = (
        AttachmentSample({"DefaultCacheBehavior": {**_AT_ORIGIN, "CachePolicyId": _KEYED}}, facts=_READS),
        AttachmentSample(
            {"DefaultCacheBehavior": {**_NOT_CACHED, "OriginRequestPolicyId": _ALL_VIEWER}}, facts=_READS
        ),
        AttachmentSample(
            {"DefaultCacheBehavior": {"LambdaFunctionAssociations": lambdas("viewer-request")}}, facts=_READS
        ),
    )
    invalid = (
        AttachmentSample({"DefaultCacheBehavior": _AT_ORIGIN}, facts=_READS),
        AttachmentSample({"DefaultCacheBehavior": _NOT_CACHED}, facts=_READS),
        AttachmentSample(
            {"DefaultCacheBehavior": {**_AT_ORIGIN, "OriginRequestPolicyId": _ALL_VIEWER}}, facts=_READS
        ),
        AttachmentSample(
            {"DefaultCacheBehavior": {"FunctionAssociations": functions("viewer-request")}},
            facts=router(FunctionFacts(writes_query_strings=True)),
        ),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Also looks at what functions write at viewer-request."""
        yield from super().check(attachments)
        for behavior in attachments.config.behaviors:
            for item in behavior.at("viewer-request") if policies_known(behavior) else ():
                facts = attachments.facts_of(item)
                if facts and facts.writes_query_strings and self.flow(behavior).is_blocked:
                    seen = f"{function_named(item)} writes query strings, which the policies do not forward"
                    message = f"{behavior_named(behavior)}: {seen}: they go nowhere"
                    do = "put them into the key of the cache policy, or write them into the path"
                    path = (*behavior.path, "CachePolicyId")
                    yield self.finding(attachments, path, message, do=do)

    def names(self, facts: FunctionFacts) -> frozenset[str] | None:
        """Those of query strings."""
        return facts.query_strings if facts.reads_query_strings else None

    def flow(self, behavior: BehaviorConfig) -> Flow:
        """That of query strings."""
        return flow_of_query_strings(behavior)
