"""DST403: without its default behavior a distribution has no answer for the paths that no pattern takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample
from cloudfrontier.rules.attachment.sources import api

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["DefaultBehavior"]


class DefaultBehavior(AttachmentRule):
    """A distribution has exactly one default behavior; its pattern is `*` and it is tried last."""

    id = "DST403"
    title = "There is a default behavior"
    source = api("DefaultCacheBehavior")
    valid = (AttachmentSample(),)
    invalid = (AttachmentSample({"DefaultCacheBehavior": None}),)

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Looks at the last behavior."""
        config = attachments.config
        if config.default_behavior is None:
            message = "there is no default behavior: the last one must take every path, `*`"
            yield self.finding(attachments, config.path, message, do="add `DefaultCacheBehavior`")
