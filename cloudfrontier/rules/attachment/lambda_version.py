"""DST415: CloudFront copies a function to where it runs, so it must not change any more: a version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.attachment.lambda_arns import attached_lambdas
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, lambdas
from cloudfrontier.rules.attachment.sources import LAMBDA_AT_EDGE
from cloudfrontier.rules.attachment.words import behavior_named, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["LambdaVersion"]


class LambdaVersion(AttachmentRule):
    """The ARN of a Lambda@Edge function ends in the number of a published version: no `$LATEST`, no alias."""

    id = "DST415"
    title = "Lambda@Edge functions are numbered versions"
    source = LAMBDA_AT_EDGE
    valid = (
        AttachmentSample({"DefaultCacheBehavior": {"LambdaFunctionAssociations": lambdas("origin-request")}}),
    )
    invalid = tuple(
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "LambdaFunctionAssociations": lambdas("origin-request", version=version)
                }
            }
        )
        for version in ("", "$LATEST", "live")
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Looks at the end of each ARN."""
        for behavior, item, arn in attached_lambdas(attachments):
            if not arn.numbered:
                seen = f"ends in {short(arn.qualifier)}" if arn.qualifier else "names no version"
                message = (
                    f"{behavior_named(behavior)}: the ARN of {item.name} {seen}; expected a version's number"
                )
                path = (*item.path, "LambdaFunctionARN")
                do = "publish a version and use its ARN, which ends in a number"
                yield self.finding(attachments, path, message, do=do)
