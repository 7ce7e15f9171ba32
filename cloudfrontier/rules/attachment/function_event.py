"""DST412: CloudFront Functions run at the viewer events; the API's type has four events, its service two."""

from __future__ import annotations

from cloudfrontier.rules.attachment.conflict_rule import ConflictRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, functions, lambdas
from cloudfrontier.rules.attachment.sources import api

__all__ = ["FunctionEvent"]


class FunctionEvent(ConflictRule):
    """CloudFront answers `MalformedXML` to a CloudFront Function on an origin event."""

    id = "DST412"
    title = "CloudFront Functions are on viewer events"
    source = api("FunctionAssociation")
    conflict = "event-not-offered"
    do = "attach it to viewer-request or viewer-response, or use Lambda@Edge"
    valid = (
        AttachmentSample({"DefaultCacheBehavior": {"FunctionAssociations": functions("viewer-response")}}),
        AttachmentSample(
            {"DefaultCacheBehavior": {"LambdaFunctionAssociations": lambdas("origin-response")}}
        ),
    )
    invalid = (
        AttachmentSample({"DefaultCacheBehavior": {"FunctionAssociations": functions("origin-request")}}),
    )
