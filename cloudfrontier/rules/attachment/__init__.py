"""dst4xx: what may be attached to a distribution, and whether what is attached is given what it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.attachment.registry import ATTACHMENT_RULES
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample
from cloudfrontier.rules.attachment.subject import (
    Attachments,
    Experiment,
    Facts,
    FunctionFacts,
    FunctionKey,
)

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.finding import Finding

__all__ = [
    "ATTACHMENT_RULES",
    "AttachmentRule",
    "AttachmentSample",
    "Attachments",
    "Experiment",
    "Facts",
    "FunctionFacts",
    "FunctionKey",
    "check_attachments",
]


def check_attachments(attachments: Attachments) -> tuple[Finding, ...]:
    """What all the rules find in one configuration, sorted."""
    found = [finding for rule in ATTACHMENT_RULES for finding in rule.check(attachments)]
    return tuple(sorted(found, key=lambda finding: finding.sort_key))
