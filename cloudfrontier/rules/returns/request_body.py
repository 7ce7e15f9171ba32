"""RET330: a replaced request body says how it is encoded, and is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.events import REQUEST_EVENTS
from cloudfrontier.cloudfront.outcomes import LAMBDA_BODY
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.encoding import ENCODINGS, decode
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import returned_request
from cloudfrontier.rules.returns.words import describe

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["RequestBody"]

_ACTIONS = ("read-only", "replace")


class RequestBody(ReturnRule):
    """`{"action": "replace", "encoding": "text" | "base64", "data"}` replaces the request's body.

    The default encoding is base64. UNCERTAIN: what another action or a missing `data` does.
    """

    id = "RET330"
    title = "A replaced request body has an action, an encoding and data that fit"
    source = guide("lambda-at-edge-function-restrictions")
    kinds = ("handler",)
    events = tuple(REQUEST_EVENTS)
    parts = ("request",)
    handler_outcome = LAMBDA_BODY
    valid = (
        returned_request("handler", "viewer-request", body={"action": "replace", "data": "eA=="}),
        returned_request(
            "handler", "origin-request", body={"action": "replace", "encoding": "text", "data": "x"}
        ),
    )
    invalid = (
        returned_request("handler", "viewer-request", body="x"),
        returned_request("handler", "viewer-request", body={"action": "replace", "data": "x"}),
        returned_request("handler", "viewer-request", body={"action": "replace", "data": {"a": 1}}),
        returned_request("handler", "viewer-request", body={"action": "replace", "encoding": "text"}),
        returned_request("handler", "viewer-request", body={"action": "append", "data": ""}),
        returned_request(
            "handler", "origin-request", body={"action": "replace", "encoding": "gzip", "data": ""}
        ),
    )

    def check(self, returned: Returned) -> Faults:
        """Looks at the body when it was changed."""
        body = returned.value.get("body")
        if body is None or body == returned.given.get("body"):
            return
        problem = _problem(body) if isinstance(body, dict) else f"is {describe(body)}, expected an object"
        if problem:
            help_ = 'write {"action": "replace", "encoding": "text", "data": "..."}'
            yield self.fault(returned, f"the request's `body` {problem}", help=help_)


def _problem(body: dict[str, object]) -> str:
    action, encoding = body.get("action", "read-only"), body.get("encoding", "base64")
    if action not in _ACTIONS:
        return f"has the action {str(action)[:20]!r}, expected {' or '.join(map(repr, _ACTIONS))}"
    if action == "read-only":
        return ""
    if encoding not in ENCODINGS:
        return f"has the encoding {str(encoding)[:20]!r}, expected {' or '.join(map(repr, ENCODINGS))}"
    data = body.get("data")
    if not isinstance(data, str):
        return f"has `data` that is {describe(data)}, expected a string"
    return "" if decode(data, str(encoding)) is not None else "has `data` that is no base64"
