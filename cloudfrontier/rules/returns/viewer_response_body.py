"""RET328: AWS describes no way to replace the body in viewer-response for Lambda@Edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import returned_response

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["ViewerResponseBody"]


class ViewerResponseBody(ReturnRule):
    """Replace the body in origin-response, where it is described, and where the result is cached.

    UNCERTAIN: the quota page names 40 KB for viewer-response too, and no page says that a body is taken
    there.
    """

    id = "RET328"
    title = "Lambda@Edge sets no body in viewer-response"
    source = guide("lambda-generating-http-responses")
    severity = "warning"
    kinds = ("handler",)
    events = ("viewer-response",)
    parts = ("response",)
    valid = (
        returned_response("handler", "origin-response", body="x"),
        returned_response("function", "viewer-response", body="x"),
    )
    invalid = (returned_response("handler", "viewer-response", body="x"),)

    def check(self, returned: Returned) -> Faults:
        """Looks for the field."""
        if "body" in returned.value:
            yield self.fault(
                returned,
                "`body` was set in viewer-response, where AWS does not describe it",
                help="set it in origin-response, or in a CloudFront Function on viewer-response",
            )
