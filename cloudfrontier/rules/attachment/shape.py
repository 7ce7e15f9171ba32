"""DST401: what is to be checked has to have the shape of the API, or parts of it are not what they seem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, functions, listed
from cloudfrontier.rules.attachment.sources import api

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["Shape"]


class Shape(AttachmentRule):
    """A member has the wrong type, is required and missing, or is a word that the API does not know.

    The AWS CLI refuses such a file, or CloudFront answers `MalformedXML`. What could not be read was checked
    as if it were absent. Members that are not known are never wrong: the API grows.
    """

    id = "DST401"
    title = "The configuration has the shape of the API"
    source = api("DistributionConfig")
    valid = (
        AttachmentSample({"SomethingNew": {"Enabled": True}}),
        AttachmentSample({"DefaultCacheBehavior": {"FunctionAssociations": functions("viewer-request")}}),
    )
    invalid = (
        AttachmentSample({"DefaultCacheBehavior": {"TargetOriginId": 7}}),
        AttachmentSample({"DefaultCacheBehavior": {"TargetOriginId": None}}),
        AttachmentSample({"DefaultCacheBehavior": {"ViewerProtocolPolicy": "https"}}),
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "LambdaFunctionAssociations": listed(
                        {"EventType": "viewer_request", "LambdaFunctionARN": "a"}
                    )
                }
            }
        ),
        AttachmentSample({"CacheBehaviors": {"Quantity": "1", "Items": {"PathPattern": "/a/*"}}}),
        AttachmentSample({"CacheBehaviors": [{"TargetOriginId": "site"}]}),
        AttachmentSample({"Origins": {"Quantity": 1, "Items": [None]}}),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Reports what the reader stumbled over."""
        for fault in attachments.config.faults:
            if fault.kind == "shape":
                do = "write it as `aws cloudfront get-distribution-config` prints it"
                yield self.finding(attachments, fault.path, fault.message, do=do)
