"""RET329: a response that Lambda@Edge makes has a limit of its own, headers and body together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import GENERATED_RESPONSE
from cloudfrontier.cloudfront.outcomes import LAMBDA_BODY
from cloudfrontier.rules.returns.encoding import decode
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import generated, line, returned_response
from cloudfrontier.rules.returns.values import entry_values

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["ResponseSize"]

_LARGE = GENERATED_RESPONSE["viewer-request"].value
_PER_LINE = len(": \r\n")


class ResponseSize(ReturnRule):
    """40 KB in the viewer events, 1 MB in the origin events; a larger response fails with 502.

    UNCERTAIN: AWS does not say how it counts. Header lines are counted as HTTP/1.1 has them. A body in base64
    that is too large only as it is returned, and not once it is decoded, is the stricter reading.
    """

    id = "RET329"
    title = "A response is not too large"
    source = GENERATED_RESPONSE["viewer-request"].source
    kinds = ("handler",)
    parts = ("response",)
    handler_outcome = LAMBDA_BODY
    valid = (
        generated("handler", "viewer-request", body="x" * _LARGE),
        generated("handler", "origin-request", body="x" * (_LARGE + 1)),
        returned_response("handler", "viewer-response", headers={"x-a": line("X-A", "1")}),
    )
    invalid = (
        generated("handler", "viewer-request", body="x" * (_LARGE + 1)),
        generated("handler", "viewer-request", headers={"x-a": line("X-A", "x" * _LARGE)}),
        generated("handler", "viewer-request", body="eHh4" * (_LARGE // 4 + 1), bodyEncoding="base64"),
        generated("handler", "origin-request", body="x" * (1024**2 + 1)),
        returned_response("handler", "origin-response", body="x" * (1024**2 + 1)),
    )

    def check(self, returned: Returned) -> Faults:
        """Adds up all header lines and the body, when there is a body or a changed header."""
        body = returned.value.get("body", "")
        if not isinstance(body, str) or not (body or returned.changed):
            return
        limit = GENERATED_RESPONSE[returned.check.event]
        encoded = _headers_size(returned) + len(body.encode("utf-8", "replace"))
        if encoded <= limit.value:
            return
        decoded = encoded
        if returned.value.get("bodyEncoding") == "base64":
            decoded -= len(body) - len(decode(body, "base64") or body)
        yield self.fault(
            returned,
            f"the response is {max(decoded, encoded):,} bytes with its headers, the limit is {limit}",
            help="let an origin serve it, or redirect to where it is",
            certain=decoded > limit.value,
        )


def _headers_size(returned: Returned) -> int:
    return sum(
        len(name) + _PER_LINE + len(value.encode("utf-8", "replace"))
        for name, entry in returned.headers.items()
        for value in entry_values("handler", entry)
    )
