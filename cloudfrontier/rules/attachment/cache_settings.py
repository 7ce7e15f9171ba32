"""DST407: a behavior caches by a policy or by the older ForwardedValues, by exactly one of the two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, listed
from cloudfrontier.rules.attachment.sources import api
from cloudfrontier.rules.attachment.words import behavior_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.distribution_config import BehaviorConfig
    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["CacheSettings"]

_OLDER = {"QueryString": False, "Cookies": {"Forward": "none"}}


class CacheSettings(AttachmentRule):
    """A behavior has a `CachePolicyId` or `ForwardedValues`; without either, or with both, it is refused.

    `ForwardedValues` still works and AWS calls it deprecated: that is a note. With `*` as its only header it
    forwards all of them, caches nothing, and takes no `MinTTL` but 0.
    """

    id = "DST407"
    title = "A behavior has a cache policy"
    source = api("ForwardedValues")
    valid = (AttachmentSample(),)
    invalid = (
        AttachmentSample({"DefaultCacheBehavior": {"CachePolicyId": None}}),
        AttachmentSample({"DefaultCacheBehavior": {"ForwardedValues": _OLDER}}),
        AttachmentSample({"DefaultCacheBehavior": {"CachePolicyId": None, "ForwardedValues": _OLDER}}),
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "CachePolicyId": None,
                    "ForwardedValues": {**_OLDER, "Headers": listed("*")},
                    "MinTTL": 1,
                }
            }
        ),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Looks at each behavior."""
        for behavior in attachments.config.behaviors:
            yield from self._behavior(attachments, behavior)

    def _behavior(self, attachments: Attachments, behavior: BehaviorConfig) -> Iterator[Finding]:
        named, path = behavior_named(behavior), (*behavior.path, "ForwardedValues")
        if not behavior.cache_policy_id and not behavior.has_forwarded_values:
            message = f"{named} has neither a cache policy nor ForwardedValues"
            yield self.finding(attachments, behavior.path, message, do="name a cache policy")
        elif behavior.cache_policy_id and behavior.has_forwarded_values:
            message = f"{named} has a cache policy and ForwardedValues"
            yield self.finding(attachments, path, message, do="take out `ForwardedValues`")
        elif behavior.has_forwarded_values:
            message = f"{named} caches by ForwardedValues, which AWS has deprecated"
            do = "use a cache policy and, for what only the origin needs, an origin request policy"
            yield self.finding(attachments, path, message, do=do, severity="note")
            policy = behavior.origin_request_policy
            if policy and policy.header_behavior == "allViewer" and behavior.min_ttl:
                message = f"{named} forwards all headers with a MinTTL of {behavior.min_ttl}"
                yield self.finding(attachments, (*behavior.path, "MinTTL"), message, do="make `MinTTL` 0")
