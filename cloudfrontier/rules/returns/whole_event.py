"""RET302: a function returns the request or the response, not the event that they came in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import generated, given_event, returned

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["WholeEvent"]


class WholeEvent(ReturnRule):
    """The event wraps the request and the response; a function that returns the wrapping fails with 502.

    Return `event.request` or `event.response` from a CloudFront Function, and
    `event["Records"][0]["cf"]["request"]` or `["response"]` from a Lambda@Edge handler.
    """

    id = "RET302"
    title = "A function returns the request or the response, not the event"
    source = guide("functions-event-structure")
    parts = ("event",)
    valid = (generated("handler", "viewer-request"),)
    invalid = (
        returned("handler", "viewer-request", given_event("handler", "viewer-request")),
        returned("handler", "origin-response", {"response": {"status": "200"}}),
        returned("function", "viewer-request", given_event("function", "viewer-request")),
    )

    def check(self, returned: Returned) -> Faults:
        """Only values with a field of the wrapping, and none of a request or response, get here."""
        part = "response" if "response" in returned.check.event else "request"
        wrapped = part if returned.check.kind == "function" else f'["Records"][0]["cf"]["{part}"]'
        path = f"event.{wrapped}" if returned.check.kind == "function" else f"event{wrapped}"
        fields = ", ".join(sorted(returned.value)[:4])
        yield self.fault(
            returned,
            f"returned an object with {fields}, expected the fields of a {part}",
            help=f"return `{path}`, not what it is wrapped in",
        )
