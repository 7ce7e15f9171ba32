"""RET312: the names of headers are in lower case, whatever the case that is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.headers import fold
from cloudfrontier.cloudfront.outcomes import FUNCTION_HEADER_CASE, LAMBDA_HEADERS
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import generated, line, returned_request

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["HeaderCase"]


class HeaderCase(ReturnRule):
    """CloudFront Functions fail when a header's name has a capital; Lambda@Edge takes the case from `key`.

    UNCERTAIN: whether Lambda@Edge takes a capital in the name is not documented, so it is a warning there.
    The sentence on CloudFront Functions was seen in 2021.
    """

    id = "RET312"
    title = "The names of headers are in lower case"
    source = guide("functions-event-structure")
    handler_outcome = LAMBDA_HEADERS
    function_outcome = FUNCTION_HEADER_CASE
    valid = (
        generated("function", "viewer-request", headers={"location": {"value": "/"}}),
        generated("handler", "viewer-request", headers={"location": line("Location", "/")}),
    )
    invalid = (
        generated("function", "viewer-request", headers={"Location": {"value": "/"}}),
        returned_request("function", "viewer-request", headers={"X-A": {"value": "1"}}),
        generated("handler", "viewer-request", headers={"Location": line("Location", "/")}),
    )

    def check(self, returned: Returned) -> Faults:
        """Looks at the changed headers."""
        report = self.fault if returned.check.kind == "function" else self.warning
        for name in returned.changed:
            if name != fold(name):
                yield report(
                    returned,
                    f"the name of header {name[:60]!r} is not in lower case",
                    help=f"write {fold(name)[:60]!r}; CloudFront sends it with capitals where they belong",
                )
