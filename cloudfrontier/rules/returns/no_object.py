"""RET301: what comes back is an object; nothing, a list or a string is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import generated, returned
from cloudfrontier.rules.returns.words import describe

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["NoObject"]


class NoObject(ReturnRule):
    """A function that returns nothing, or anything but an object, fails the request with 502.

    The usual cause is a path through the code without a `return`.
    """

    id = "RET301"
    title = "A function returns an object"
    source = guide("lambda-edge-testing-debugging")
    parts = ("nothing",)
    valid = (generated("handler", "viewer-request"), generated("function", "viewer-request"))
    invalid = (
        returned("handler", "viewer-request", None),
        returned("function", "viewer-response", None),
        returned("handler", "origin-response", ["200"]),
    )

    def check(self, returned: Returned) -> Faults:
        """Only values that are no object get here."""
        yield self.fault(
            returned,
            f"returned {describe(returned.check.returned)}, expected an object",
            help=f"return {_expected(returned)} on every path through the code",
        )


def _expected(returned: Returned) -> str:
    return "the response" if "response" in returned.check.event else "the request, or a response"
