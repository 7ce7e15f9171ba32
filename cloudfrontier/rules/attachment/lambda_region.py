"""DST416: wherever visitors are, a Lambda@Edge function is made in one Region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.regions import HOME_REGION
from cloudfrontier.rules.attachment.lambda_arns import attached_lambdas
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, lambdas, listed
from cloudfrontier.rules.attachment.sources import LAMBDA_AT_EDGE
from cloudfrontier.rules.attachment.words import behavior_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["LambdaRegion"]


class LambdaRegion(AttachmentRule):
    """A Lambda@Edge function lives in us-east-1; CloudFront copies it to where it runs."""

    id = "DST416"
    title = "Lambda@Edge functions are in us-east-1"
    source = LAMBDA_AT_EDGE
    valid = (
        AttachmentSample({"DefaultCacheBehavior": {"LambdaFunctionAssociations": lambdas("origin-request")}}),
    )
    invalid = (
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "LambdaFunctionAssociations": listed(
                        {
                            "LambdaFunctionARN": "arn:aws:lambda:eu-west-1:123456789012:function:gate:7",
                            "EventType": "origin-request",
                        }
                    )
                }
            }
        ),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Looks at the Region in each ARN."""
        for behavior, item, arn in attached_lambdas(attachments):
            if arn.region != HOME_REGION:
                message = (
                    f"{behavior_named(behavior)}: {item.name} is in {arn.region}; expected {HOME_REGION}"
                )
                path = (*item.path, "LambdaFunctionARN")
                do = f"create the function in {HOME_REGION} and attach that one"
                yield self.finding(attachments, path, message, do=do)
