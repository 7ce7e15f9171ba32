"""RET311: the name of a header is a token, or it cannot be sent at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.outcomes import LAMBDA_HEADERS
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import generated, line

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["HeaderName"]

_TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+").fullmatch
"""RFC 9110, 5.6.2."""


class HeaderName(ReturnRule):
    """A header's name has letters, digits and hyphens: no space, no colon, nothing outside ASCII.

    UNCERTAIN: AWS says that the headers are validated and not of which characters a name may be; RFC 9110
    does.
    """

    id = "RET311"
    title = "The name of a header is a token"
    source = guide("edge-function-restrictions-all")
    handler_outcome = LAMBDA_HEADERS
    valid = (generated("handler", "viewer-request", headers={"x-a_b.c": line("X-A_B.C", "1")}),)
    invalid = (
        generated("handler", "viewer-request", headers={"x a": line("X A", "1")}),
        generated("handler", "viewer-request", headers={"": line("", "1")}),
        generated("function", "viewer-request", headers={"x-ä": {"value": "1"}}),
        generated("function", "viewer-request", headers={"x:": {"value": "1"}}),
    )

    def check(self, returned: Returned) -> Faults:
        """Looks at the changed headers."""
        for name in returned.changed:
            if not _TOKEN(name):
                yield self.fault(
                    returned,
                    f"{name[:60]!r} is no name for a header",
                    help="use letters, digits and hyphens",
                    certain=False,
                )
