"""DST411: CloudFront Functions and Lambda@Edge do not share the viewer events of a behavior."""

from __future__ import annotations

from cloudfrontier.rules.attachment.conflict_rule import ConflictRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, functions, lambdas
from cloudfrontier.rules.attachment.sources import ALL_EDGE_FUNCTIONS

__all__ = ["MixedKinds"]


class MixedKinds(ConflictRule):
    """If either viewer event has a CloudFront Function, neither may have Lambda@Edge.

    So a CloudFront Function on viewer-request and Lambda@Edge on viewer-response are refused as well,
    although they never meet. Lambda@Edge on the origin events goes with both.
    """

    id = "DST411"
    title = "The viewer events of a behavior have one kind of function"
    source = ALL_EDGE_FUNCTIONS
    conflict = "kinds-mixed-on-viewer-events"
    do = "move Lambda@Edge to origin-request or origin-response, or both to one kind"
    valid = (
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "FunctionAssociations": functions("viewer-request", "viewer-response"),
                    "LambdaFunctionAssociations": lambdas("origin-request", "origin-response"),
                }
            }
        ),
    )
    invalid = (
        AttachmentSample(
            {
                "DefaultCacheBehavior": {
                    "FunctionAssociations": functions("viewer-request"),
                    "LambdaFunctionAssociations": lambdas("viewer-response"),
                }
            }
        ),
    )
