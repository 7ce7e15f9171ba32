"""RET318: one of CloudFront's own headers must not be added in viewer-request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.headers import ADD_FAILS
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import line, returned_request

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["ViewerCountry"]


class ViewerCountry(ReturnRule):
    """`CloudFront-Viewer-Country` cannot be added in viewer-request; other `CloudFront-*` headers can.

    Those are overwritten later when a policy adds them. In the origin events all of them are free.
    """

    id = "RET318"
    title = "CloudFront-Viewer-Country is not added in viewer-request"
    source = ADD_FAILS["viewer-request"].source
    kinds = ("handler",)
    events = ("viewer-request",)
    parts = ("request",)
    valid = (
        returned_request(
            "handler", "viewer-request", headers={"cloudfront-is-mobile-viewer": line("x", "1")}
        ),
        returned_request("handler", "origin-request", headers={"cloudfront-viewer-country": line("x", "FR")}),
    )
    invalid = (
        returned_request("handler", "viewer-request", headers={"cloudfront-viewer-country": line("x", "FR")}),
    )

    def check(self, returned: Returned) -> Faults:
        """Looks at the changed headers: none of these is given in a viewer event."""
        for name in returned.changed:
            if name in ADD_FAILS["viewer-request"] and name not in returned.given_headers:
                yield self.fault(
                    returned,
                    f"header {name!r} was added in viewer-request",
                    help="set it in origin-request, or use a name of your own",
                )
