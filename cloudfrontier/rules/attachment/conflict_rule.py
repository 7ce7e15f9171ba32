"""The rules on functions that exclude each other on a behavior; `cloudfront.lifecycle` decides, these report.

Each is a rule of its own with its id and page; here is what they share, the way from a conflict to its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cloudfrontier.cloudfront.lifecycle import conflicts
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.words import behavior_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.distribution_config import BehaviorConfig, KeyPath
    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.cloudfront.lifecycle.attachment import Conflict, ConflictId
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["ConflictRule"]


class ConflictRule(AttachmentRule):
    """A rule on one kind of conflict: `do` mends it, `member` is what findings point at in an association."""

    conflict: ClassVar[ConflictId]
    do: ClassVar[str]
    member: ClassVar[str] = "EventType"

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Reports the conflicts of this kind."""
        for behavior in attachments.config.behaviors:
            for conflict in conflicts(behavior.associations):
                if conflict.id == self.conflict:
                    message = f"{behavior_named(behavior)}: {conflict.message}"
                    yield self.finding(attachments, self._path(behavior, conflict), message, do=self.do)

    def _path(self, behavior: BehaviorConfig, conflict: Conflict) -> KeyPath:
        """The last of the associations concerned: the one that was added to what was there."""
        paths = [item.path for item in behavior.associations if item.event in conflict.events]
        return (*(paths[-1] if paths else behavior.path), self.member)
