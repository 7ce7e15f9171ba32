"""DST418: a function that is attached in two versions was most likely updated in one of two places only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.attachment.lambda_arns import attached_lambdas
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, lambdas
from cloudfrontier.rules.attachment.sources import LAMBDA_AT_EDGE
from cloudfrontier.rules.attachment.words import behavior_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["SeveralVersions"]


class SeveralVersions(AttachmentRule):
    """One Lambda@Edge function stands in two versions on one distribution; CloudFront allows it.

    A request that meets both, at viewer-request and at viewer-response say, is treated by two programs that
    need not agree on the names of a cookie or a header.
    """

    id = "DST418"
    severity = "warning"
    title = "A Lambda@Edge function is attached in one version"
    source = LAMBDA_AT_EDGE
    valid = (
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "LambdaFunctionAssociations": lambdas("viewer-request", "viewer-response")
                }
            }
        ),
    )
    invalid = (
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "LambdaFunctionAssociations": lambdas("origin-request", version="8")
                },
                "CacheBehaviors": [
                    {
                        "PathPattern": "/a/*",
                        "LambdaFunctionAssociations": lambdas("origin-request", version="7"),
                    }
                ],
            }
        ),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Points at each that is not the newest."""
        attached = [one for one in attached_lambdas(attachments) if one.arn.numbered]
        newest: dict[tuple[str, str, str], int] = {}
        for _, _, arn in attached:
            key = (arn.region, arn.account, arn.name)
            newest[key] = max(newest.get(key, 0), int(arn.qualifier))
        for behavior, item, arn in attached:
            other = newest[arn.region, arn.account, arn.name]
            if int(arn.qualifier) != other:
                seen = (
                    f"version {arn.qualifier} of {arn.name}, of which version {other} is attached elsewhere"
                )
                path = (*item.path, "LambdaFunctionARN")
                do = "attach the same version everywhere"
                yield self.finding(attachments, path, f"{behavior_named(behavior)} has {seen}", do=do)
