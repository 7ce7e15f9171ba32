"""DST408: the three times of a cache have an order, which CloudFront insists on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample
from cloudfrontier.rules.attachment.words import behavior_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["TtlOrder"]

_OLDER = {"CachePolicyId": None, "ForwardedValues": {"QueryString": False, "Cookies": {"Forward": "none"}}}


class TtlOrder(AttachmentRule):
    """Minimum, default and maximum TTL come in this order; else CloudFront answers `InvalidTTLOrder`.

    With `ForwardedValues`, what is not said is 0, 86400 and 31536000. A negative time is refused too.
    """

    id = "DST408"
    title = "Minimum, default and maximum TTL are in order"
    source = guide("Expiration")
    valid = (
        AttachmentSample({"DefaultCacheBehavior": {**_OLDER, "MinTTL": 5, "DefaultTTL": 5, "MaxTTL": 5}}),
    )
    invalid = (
        AttachmentSample({"DefaultCacheBehavior": {**_OLDER, "MinTTL": 60, "DefaultTTL": 0}}),
        AttachmentSample({"DefaultCacheBehavior": {**_OLDER, "MaxTTL": 3600}}),
        AttachmentSample({"DefaultCacheBehavior": {**_OLDER, "MinTTL": -1}}),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Looks at the cache policy of each behavior, or what stands for it."""
        for behavior in attachments.config.behaviors:
            policy = behavior.cache_policy
            if policy and not 0 <= policy.min_ttl <= policy.default_ttl <= policy.max_ttl:
                times = f"minimum {policy.min_ttl}, default {policy.default_ttl}, maximum {policy.max_ttl}"
                message = f"{behavior_named(behavior)} has TTLs that are not in order: {times}"
                path = (*behavior.path, "MinTTL" if behavior.min_ttl is not None else "MaxTTL")
                yield self.finding(attachments, path, message, do="make minimum <= default <= maximum")
