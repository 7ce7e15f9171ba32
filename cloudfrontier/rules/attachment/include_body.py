"""DST413: only the request events of Lambda@Edge are shown a body, and only they may ask for one."""

from __future__ import annotations

from cloudfrontier.rules.attachment.conflict_rule import ConflictRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, lambdas
from cloudfrontier.rules.attachment.sources import api

__all__ = ["IncludeBody"]


class IncludeBody(ConflictRule):
    """`IncludeBody` goes with viewer-request and origin-request; CloudFront refuses it on response events.

    Its answer was seen in 2020: "The IncludeBody option can only be used with viewer-request or
    origin-request events."
    """

    id = "DST413"
    title = "IncludeBody is asked for on request events only"
    source = api("LambdaFunctionAssociation")
    conflict = "body-not-offered"
    do = "take out `IncludeBody`, or attach the function to a request event"
    member = "IncludeBody"
    valid = (
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "LambdaFunctionAssociations": lambdas("origin-request", include_body=True)
                }
            }
        ),
    )
    invalid = (
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "LambdaFunctionAssociations": lambdas("origin-response", include_body=True)
                }
            }
        ),
    )
