"""RET322: the method and the viewer's address are told to edge code, not asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import returned_request

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["ReadOnlyField"]


class ReadOnlyField(ReturnRule):
    """`method` and, in Lambda@Edge, `clientIp` are read-only.

    UNCERTAIN: AWS calls them read-only and does not say that a change is refused; it is taken as refused.
    """

    id = "RET322"
    title = "The method and the viewer's address are not changed"
    source = guide("lambda-event-structure")
    parts = ("request",)
    valid = (
        returned_request("handler", "viewer-request", uri="/x"),
        returned_request("handler", "viewer-request", drop="clientIp"),
    )
    invalid = (
        returned_request("handler", "origin-request", method="POST"),
        returned_request("handler", "viewer-request", clientIp="192.0.2.1"),
        returned_request("function", "viewer-request", method="HEAD"),
    )

    def check(self, returned: Returned) -> Faults:
        """Compares the fields with the given ones; RET304 speaks of a method that is missing."""
        value, given = returned.value, returned.given
        for field in ("method", "clientIp"):
            if field in value and field in given and value[field] != given[field]:
                yield self.fault(
                    returned,
                    f"`{field}` was changed; it is read-only",
                    help="leave it as it was given; to answer another method, generate a response",
                    certain=False,
                )
