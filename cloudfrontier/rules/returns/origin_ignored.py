"""RET336: the origin can be chosen in origin-request alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import custom_origin, returned_request

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["OriginIgnored"]


class OriginIgnored(ReturnRule):
    """`request.origin` is there in the origin events only; setting it in viewer-request chooses nothing.

    UNCERTAIN: AWS does not say whether it is ignored or refused there.
    """

    id = "RET336"
    title = "The origin is set in origin-request only"
    source = guide("lambda-event-structure")
    severity = "warning"
    kinds = ("handler",)
    events = ("viewer-request",)
    parts = ("request",)
    valid = (returned_request("handler", "origin-request", origin=custom_origin(domainName="example.com")),)
    invalid = (returned_request("handler", "viewer-request", origin=custom_origin()),)

    def check(self, returned: Returned) -> Faults:
        """Looks for the field."""
        if "origin" in returned.value:
            yield self.fault(
                returned,
                "`origin` was set in viewer-request, where it chooses nothing",
                help="attach the handler to origin-request",
            )
