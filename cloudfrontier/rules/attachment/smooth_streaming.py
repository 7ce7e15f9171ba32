"""DST421: Microsoft Smooth Streaming and edge functions exclude each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, functions
from cloudfrontier.rules.attachment.sources import ALL_EDGE_FUNCTIONS
from cloudfrontier.rules.attachment.words import behavior_named, function_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["SmoothStreaming"]


class SmoothStreaming(AttachmentRule):
    """Edge functions of either kind cannot be used with a distribution that serves Smooth Streaming.

    AWS says so of distributions; it is checked here by behavior, as `SmoothStreaming` is set by behavior.
    """

    id = "DST421"
    title = "Smooth Streaming goes without edge functions"
    source = ALL_EDGE_FUNCTIONS
    valid = (AttachmentSample({"DefaultCacheBehavior": {"SmoothStreaming": True}}),)
    invalid = (
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "SmoothStreaming": True,
                    "FunctionAssociations": functions("viewer-request"),
                }
            }
        ),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Looks at the behaviors with Smooth Streaming."""
        for behavior in attachments.config.behaviors:
            for item in behavior.associations if behavior.smooth_streaming else ():
                message = f"{behavior_named(behavior)} has Smooth Streaming and {function_named(item)}"
                do = "turn `SmoothStreaming` off, or take the function away"
                yield self.finding(attachments, item.path, message, do=do)
