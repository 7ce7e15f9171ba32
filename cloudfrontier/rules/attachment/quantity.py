"""DST402: a list of the API counts itself, and a hand that adds an item forgets the number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, listed
from cloudfrontier.rules.attachment.sources import api

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["Quantity"]


class Quantity(AttachmentRule):
    """CloudFront answers `InconsistentQuantities` if a `Quantity` does not count its `Items`.

    With a `Quantity` of 0, `Items` may be left out. All lists of the configuration are counted, also those
    that no other rule looks at.
    """

    id = "DST402"
    title = "Each Quantity is the number of its Items"
    source = api("UpdateDistribution")
    valid = (
        AttachmentSample({"Aliases": {"Quantity": 0}}),
        AttachmentSample({"Aliases": listed("a.example.org")}),
    )
    invalid = (
        AttachmentSample({"Aliases": {"Quantity": 2, "Items": ["a.example.org"]}}),
        AttachmentSample({"Aliases": {"Items": ["a.example.org"]}}),
        AttachmentSample({"DefaultCacheBehavior": {"LambdaFunctionAssociations": {"Quantity": 1}}}),
        AttachmentSample({"Restrictions": {"GeoRestriction": {"Quantity": 0, "Items": ["DE"]}}}),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Reports what does not add up."""
        for fault in attachments.config.faults:
            if fault.kind == "quantity":
                do = "make Quantity the number of Items"
                yield self.finding(attachments, fault.path, fault.message, do=do)
