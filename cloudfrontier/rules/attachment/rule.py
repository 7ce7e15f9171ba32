"""What a rule on attachments is given and gives: a whole configuration, findings at places in it."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.finding import Finding
from cloudfrontier.rules.attachment.sample import AttachmentSample
from cloudfrontier.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.distribution_config import KeyPath
    from cloudfrontier.cloudfront.finding import Severity
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["AttachmentRule"]


class AttachmentRule(Rule[AttachmentSample]):
    """A rule on what is attached to a distribution, and on what decides what that code is given."""

    @abstractmethod
    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """What this rule finds."""

    def finding(
        self,
        attachments: Attachments,
        path: KeyPath,
        message: str,
        *,
        do: str,
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of this rule's, at what stands at the path."""
        line, column = attachments.place(path)
        severity = severity or self.severity
        return Finding(self.id, severity, attachments.name, line, column, message, do, self.source.url)
