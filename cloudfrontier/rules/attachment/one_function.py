"""DST410: an event of a behavior runs one function; two of them cannot be chained by attaching both."""

from __future__ import annotations

from cloudfrontier.rules.attachment.conflict_rule import ConflictRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, functions, lambdas
from cloudfrontier.rules.attachment.sources import ALL_EDGE_FUNCTIONS

__all__ = ["OneFunction"]


class OneFunction(ConflictRule):
    """Each event of a behavior takes one function, a CloudFront Function or Lambda@Edge.

    CloudFront refuses a second one. Put both into one function; the handlers of this package are made of
    features that share one.
    """

    id = "DST410"
    title = "An event of a behavior has one function"
    source = ALL_EDGE_FUNCTIONS
    conflict = "event-taken-twice"
    do = "keep one function for the event, and put what both do into it"
    valid = (
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "LambdaFunctionAssociations": lambdas("viewer-request", "origin-request")
                }
            }
        ),
    )
    invalid = (
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "LambdaFunctionAssociations": lambdas("origin-request", "origin-request")
                }
            }
        ),
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "FunctionAssociations": functions("viewer-request"),
                    "LambdaFunctionAssociations": lambdas("viewer-request"),
                }
            }
        ),
    )
