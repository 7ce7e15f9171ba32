"""DST405: a distribution has quotas, and CloudFront answers with one of its `TooMany` codes beyond them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront import limits
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, lambdas, listed
from cloudfrontier.rules.attachment.words import behavior_named, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.distribution_config import KeyPath
    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["Counts"]


class Counts(AttachmentRule):
    """Behaviors: 75; origins: 100; origin groups: 10; alternate names: 100; Lambda@Edge functions: 100.

    A behavior has 4 key groups, an origin 30 custom headers. The default behavior is not counted among the
    75, as the API keeps it apart; AWS does not say. AWS may have raised some of these for your account:
    ignore the finding then, and say so as its reason.
    """

    id = "DST405"
    title = "A distribution stays within its quotas"
    source = limits.BEHAVIORS.source
    valid = (AttachmentSample({"CacheBehaviors": [{"PathPattern": f"/{number}/*"} for number in range(75)]}),)
    invalid = (
        AttachmentSample({"CacheBehaviors": [{"PathPattern": f"/{number}/*"} for number in range(76)]}),
        AttachmentSample(
            {"Origins": [{"Id": "site"}, *({"Id": f"origin-{number}"} for number in range(100))]}
        ),
        AttachmentSample({"Aliases": listed(*(f"{number}.example.org" for number in range(101)))}),
        AttachmentSample(
            {"Origins": [{"CustomHeaders": listed(*({"HeaderName": f"x-{number}"} for number in range(31)))}]}
        ),
        AttachmentSample({"DefaultCacheBehavior": {"TrustedKeyGroups": listed("a", "b", "c", "d", "e")}}),
        AttachmentSample(
            {
                "CacheBehaviors": [
                    {
                        "PathPattern": f"/{number}/*",
                        "LambdaFunctionAssociations": lambdas("origin-request", name=f"handler-{number}"),
                    }
                    for number in range(101)
                ]
            }
        ),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Counts, one kind after the other."""
        for what, count, limit, path in _counted(attachments):
            allowed = attachments.limits.of(limit)
            if count > allowed.value:
                message = f"{what}: {count}; CloudFront takes {allowed} at most"
                yield self.finding(attachments, path, message, do="take some out, or split the distribution")


def _counted(attachments: Attachments) -> Iterator[tuple[str, int, limits.Limit, KeyPath]]:
    config = attachments.config
    path = config.path
    behaviors = sum(1 for item in config.behaviors if not item.is_default)
    yield "behaviors", behaviors, limits.BEHAVIORS, (*path, "CacheBehaviors")
    yield "origins", len(config.origins), limits.ORIGINS, (*path, "Origins")
    yield "origin groups", len(config.origin_groups), limits.ORIGIN_GROUPS, (*path, "OriginGroups")
    yield "alternate domain names", len(config.aliases), limits.CNAMES, (*path, "Aliases")
    handlers = {
        item.name for each in config.behaviors for item in each.associations if item.kind == "handler"
    }
    yield "Lambda@Edge functions", len(handlers), limits.LAMBDAS_PER_DISTRIBUTION, path
    for origin in config.origins:
        what = f"custom headers of origin {short(origin.id)}"
        yield what, len(origin.header_names), limits.ORIGIN_CUSTOM_HEADERS, (*origin.path, "CustomHeaders")
    for behavior in config.behaviors:
        what = f"key groups of {behavior_named(behavior)}"
        yield what, behavior.key_groups, limits.KEY_GROUPS_PER_BEHAVIOR, (*behavior.path, "TrustedKeyGroups")
