"""RET327: 204 says that there is no content; a body beside it fails in viewer-request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.outcomes import LAMBDA_BODY
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import generated

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["BodyWith204"]


class BodyWith204(ReturnRule):
    """A Lambda@Edge handler on viewer-request that generates a 204 with a body fails with 502.

    UNCERTAIN: whether an empty body counts as one; it is taken as none.
    """

    id = "RET327"
    title = "A generated 204 has no body"
    source = guide("lambda-generating-http-responses")
    kinds = ("handler",)
    events = ("viewer-request",)
    parts = ("response",)
    handler_outcome = LAMBDA_BODY
    valid = (
        generated("handler", "viewer-request", status="204"),
        generated("handler", "origin-request", status="204", body="x"),
    )
    invalid = (generated("handler", "viewer-request", status="204", body="x"),)

    def check(self, returned: Returned) -> Faults:
        """Looks at the two fields."""
        if returned.value.get("body") and str(returned.value.get("status")) == "204":
            message = "a body was returned with status 204"
            yield self.fault(returned, message, help="leave out `body`, or answer with 200")
