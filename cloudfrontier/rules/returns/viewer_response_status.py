"""RET308: in viewer-response the status is decided; Lambda@Edge cannot change it any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import returned_response

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["ViewerResponseStatus"]


class ViewerResponseStatus(ReturnRule):
    """A Lambda@Edge handler on viewer-response cannot change the status, of the origin or of the cache.

    Do it in origin-response, where the result is also cached, or in a CloudFront Function, which may.
    UNCERTAIN: AWS does not say whether the change is refused or ignored; it is taken as refused.
    """

    id = "RET308"
    title = "Lambda@Edge does not change the status in viewer-response"
    source = guide("lambda-at-edge-function-restrictions")
    kinds = ("handler",)
    events = ("viewer-response",)
    parts = ("response",)
    valid = (
        returned_response("handler", "viewer-response", status=200),
        returned_response("function", "viewer-response", statusCode=404),
    )
    invalid = (returned_response("handler", "viewer-response", status="404"),)

    def check(self, returned: Returned) -> Faults:
        """Compares the status with the given one; RET306 speaks of one that is missing."""
        status, given = returned.value.get("status"), returned.given.get("status")
        if status is not None and str(status) != str(given):
            yield self.fault(
                returned,
                f"`status` was changed from {given} to {str(status)[:20]} in viewer-response",
                help="change it in origin-response, or in a CloudFront Function on viewer-response",
                certain=False,
            )
