"""RET332: a request body that is changed without saying so is sent unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.events import REQUEST_EVENTS
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import returned_request

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["IgnoredBody"]


class IgnoredBody(ReturnRule):
    """With the action `read-only` the viewer's whole body goes to the origin, whatever is returned.

    That is the action with which the body is given: set it to `replace` for a change to count.
    """

    id = "RET332"
    title = "A changed request body has the action replace"
    source = guide("lambda-at-edge-function-restrictions")
    severity = "warning"
    kinds = ("handler",)
    events = tuple(REQUEST_EVENTS)
    parts = ("request",)
    valid = (returned_request("handler", "viewer-request", body={"action": "replace", "data": ""}),)
    invalid = (
        returned_request("handler", "viewer-request", body={"action": "read-only", "data": "eA=="}),
        returned_request("handler", "viewer-request", body={"encoding": "text", "data": "x"}),
    )

    def check(self, returned: Returned) -> Faults:
        """Compares the data with the given one."""
        body, given = returned.value.get("body"), returned.given.get("body")
        if not isinstance(body, dict) or body == given or body.get("action", "read-only") != "read-only":
            return
        if body.get("data") != (given.get("data") if isinstance(given, dict) else None):
            yield self.fault(
                returned,
                "the request's body was changed, and its action is 'read-only': the change is ignored",
                help="set `body.action` to 'replace'",
            )
