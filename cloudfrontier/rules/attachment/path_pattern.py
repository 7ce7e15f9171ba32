"""DST406: a path pattern is short and has few kinds of characters; an escape such as %20 is none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.path_pattern import PathPattern
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample
from cloudfrontier.rules.attachment.sources import BEHAVIORS
from cloudfrontier.rules.attachment.words import behavior_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["Patterns"]


class Patterns(AttachmentRule):
    """A path pattern has up to 255 characters: letters, digits and `_ - . * $ / ~ " ' @ : + &`, and `?`.

    `*` stands for any characters, `/` too, and `?` for exactly one; case counts. `%` is not allowed, so a
    character that is escaped in URLs is matched through a wildcard.
    """

    id = "DST406"
    title = "Path patterns have characters that CloudFront takes"
    source = BEHAVIORS
    valid = (
        AttachmentSample({"CacheBehaviors": [{"PathPattern": "/a?b/*.jpg"}, {"PathPattern": "images/*"}]}),
    )
    invalid = (
        AttachmentSample({"CacheBehaviors": [{"PathPattern": "/a%20b/*"}]}),
        AttachmentSample({"CacheBehaviors": [{"PathPattern": "/members/(a|b)"}]}),
        AttachmentSample({"CacheBehaviors": [{"PathPattern": "/" + "x" * 255}]}),
        AttachmentSample({"CacheBehaviors": [{"PathPattern": ""}]}),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Asks each pattern what is wrong with it."""
        for behavior in attachments.config.behaviors:
            for problem in PathPattern(behavior.path_pattern).problems():
                message = f"{behavior_named(behavior)}: {problem}"
                do = "put a wildcard where it stands, or shorten the pattern"
                yield self.finding(attachments, (*behavior.path, "PathPattern"), message, do=do)
