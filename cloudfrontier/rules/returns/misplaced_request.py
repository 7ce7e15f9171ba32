"""RET303: a response event takes a response, never a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.events import RESPONSE_EVENTS
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import returned, returned_request, returned_response

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["MisplacedRequest"]


class MisplacedRequest(ReturnRule):
    """In origin-response and viewer-response the request is there to be read; the response is returned.

    The other way round is allowed: a response that comes back from a request event is a generated one, and
    goes to the viewer at once.
    """

    id = "RET303"
    title = "A response event is answered with a response"
    source = guide("lambda-event-structure")
    events = tuple(RESPONSE_EVENTS)
    parts = ("misplaced",)
    valid = (
        returned_response("handler", "origin-response", drop="content-type"),
        returned_response("function", "viewer-response", statusCode=404),
    )
    invalid = (
        returned_request("handler", "origin-response"),
        returned_request("function", "viewer-response"),
        returned("handler", "viewer-response", {"uri": "/"}),
    )

    def check(self, returned: Returned) -> Faults:
        """Only requests from response events get here."""
        event = returned.check.event
        status = "status" if returned.check.kind == "handler" else "statusCode"
        yield self.fault(
            returned,
            f"returned a request from {event}, expected a response (an object with `{status}`)",
            help="return the event's `response`, changed where you want it",
        )
