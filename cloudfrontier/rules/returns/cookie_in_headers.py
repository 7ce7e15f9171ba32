"""RET319: CloudFront Functions keep cookies in `cookies`, apart from the headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.headers import NOT_IN_HEADERS
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import generated, returned_request

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["CookieInHeaders"]


class CookieInHeaders(ReturnRule):
    """Set `request.cookies` and `response.cookies`, not a `cookie` or `set-cookie` header.

    UNCERTAIN: AWS says where cookies are given and not what becomes of one that is set as a header.
    """

    id = "RET319"
    title = "Cookies are set in cookies, not in headers"
    source = NOT_IN_HEADERS["response"].source
    severity = "warning"
    kinds = ("function",)
    valid = (generated("function", "viewer-request", cookies={"a": {"value": "1"}}),)
    invalid = (
        generated("function", "viewer-request", headers={"set-cookie": {"value": "a=1"}}),
        returned_request("function", "viewer-request", headers={"cookie": {"value": "a=1"}}),
    )

    def check(self, returned: Returned) -> Faults:
        """Looks at the changed headers."""
        for name in returned.changed:
            if name in NOT_IN_HEADERS[returned.part]:
                yield self.fault(
                    returned,
                    f"header {name!r} was set; cookies are not headers in CloudFront Functions",
                    help=f'set `{returned.part}.cookies["name"] = {{value: "..."}}`',
                )
