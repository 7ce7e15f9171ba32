"""RET306: a response has a status, of the type and in the range that its runtime asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import GENERATED_STATUS
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import generated, returned, returned_response
from cloudfrontier.rules.returns.words import describe

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import Kind
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["Status"]

_DIGITS = re.compile(r"[0-9]{3}", re.ASCII).fullmatch


class Status(ReturnRule):
    """A response has a status from 200 to 599: `status` in Lambda@Edge, `statusCode` in CloudFront Functions.

    Lambda@Edge documents a string; AWS's own Python samples assign integers, so both are taken. CloudFront
    Functions take an integer and no string. UNCERTAIN: for CloudFront Functions no range is documented; that
    of Lambda@Edge is held to.
    """

    id = "RET306"
    title = "A response has a status from 200 to 599"
    source = guide("lambda-generating-http-responses")
    parts = ("response",)
    valid = (
        generated("handler", "viewer-request", status="302"),
        generated("handler", "origin-request", status=404),
        generated("function", "viewer-request", statusCode=301),
    )
    invalid = (
        generated("handler", "viewer-request", status="199"),
        generated("handler", "viewer-request", status="600"),
        generated("handler", "viewer-request", status="OK"),
        generated("handler", "viewer-request", status=None),
        returned("handler", "viewer-request", {"statusDescription": "Found"}),
        returned_response("handler", "origin-response", drop="status"),
        generated("function", "viewer-request", statusCode="302"),
        generated("function", "viewer-request", statusCode=302.5),
        generated("function", "viewer-request", statusCode=100),
        returned_response("function", "viewer-response", drop="statusCode"),
    )

    def check(self, returned: Returned) -> Faults:
        """Looks at the one field, unless it is as it was given."""
        is_handler = returned.check.kind == "handler"
        field = "status" if is_handler else "statusCode"
        status = returned.value.get(field)
        if status is not None and status == returned.given.get(field):
            return
        help_ = _HELP[returned.check.kind]
        number = _number(status, strings=is_handler)
        if status is None:
            yield self.fault(returned, f"the response has no `{field}`", help=help_)
        elif number is None:
            expected = "three digits" if is_handler else "an integer"
            yield self.fault(returned, f"`{field}` is {_seen(status)}, expected {expected}", help=help_)
        elif not GENERATED_STATUS.holds(number):
            message = f"`{field}` is {number}, expected {GENERATED_STATUS}"
            yield self.fault(returned, message, help=help_, certain=is_handler)


_HELP: dict[Kind, str] = {
    "handler": 'set `status` to a string such as "302"',
    "function": "set `statusCode` to an integer such as 302",
}


def _number(status: object, *, strings: bool) -> int | None:
    if isinstance(status, bool):
        return None
    if isinstance(status, int) or (isinstance(status, float) and status.is_integer()):
        return int(status)
    return int(status) if strings and isinstance(status, str) and _DIGITS(status) else None


def _seen(status: object) -> str:
    return (
        f"{describe(status)}, {str(status)[:20]!r}" if isinstance(status, str | float) else describe(status)
    )
