"""RET316: headers that edge code never sees, and must not add."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.headers import DISALLOWED
from cloudfrontier.cloudfront.outcomes import FUNCTION_DISALLOWED_HEADER
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import generated, line, returned_request

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["DisallowedHeader"]


class DisallowedHeader(ReturnRule):
    """Headers of the connection and of CloudFront's own working fail the request when they are added.

    It happens to code that passes on all headers of another server's answer: keep those you need instead.
    Only `X-Amz-Cf-*` and `X-Edge-*` are banned as a whole; `X-Forwarded-For` is free.
    """

    id = "RET316"
    title = "No disallowed header is added"
    source = DISALLOWED.source
    function_outcome = FUNCTION_DISALLOWED_HEADER
    valid = (
        returned_request("handler", "viewer-request", headers={"x-forwarded-for": line("X-F", "192.0.2.1")}),
        returned_request("function", "viewer-request", headers={"x-amzn-trace-id": {"value": "1"}}),
    )
    invalid = (
        generated("handler", "viewer-request", headers={"connection": line("Connection", "close")}),
        generated("handler", "origin-request", headers={"X-Cache": line("X-Cache", "Hit")}),
        returned_request("function", "viewer-request", headers={"x-edge-a": {"value": "1"}}),
    )

    def check(self, returned: Returned) -> Faults:
        """Looks at the changed headers: none of these is ever given."""
        for name in returned.changed:
            if name in DISALLOWED:
                yield self.fault(
                    returned,
                    f"header {name!r} was added, which edge code may not set",
                    help="leave it out; CloudFront sets it where it is needed",
                )
