"""RET331: a replaced request body has a limit, by event and by encoding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import REPLACED_BODY_BASE64, REPLACED_BODY_TEXT
from cloudfrontier.cloudfront.outcomes import LAMBDA_BODY
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import returned_request

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import ReturnCheck, Returned

__all__ = ["RequestBodySize"]


def _sample(encoding: str, size: int) -> ReturnCheck:
    body = {"action": "replace", "encoding": encoding, "data": "x" * size}
    return returned_request("handler", "viewer-request", body=body)


class RequestBodySize(ReturnRule):
    """As text 40 KB in viewer-request and 1 MB in origin-request; as base64 53.2 KB and 1.33 MB."""

    id = "RET331"
    title = "A replaced request body is not too large"
    source = REPLACED_BODY_TEXT["viewer-request"].source
    kinds = ("handler",)
    events = tuple(REPLACED_BODY_TEXT)
    parts = ("request",)
    handler_outcome = LAMBDA_BODY
    valid = (_sample("text", REPLACED_BODY_TEXT["viewer-request"].value),)
    invalid = (
        _sample("text", REPLACED_BODY_TEXT["viewer-request"].value + 1),
        _sample("base64", REPLACED_BODY_BASE64["viewer-request"].value + 1),
    )

    def check(self, returned: Returned) -> Faults:
        """Measures the data as it is returned."""
        body = returned.value.get("body")
        data = body.get("data") if isinstance(body, dict) and body.get("action") == "replace" else None
        if not isinstance(body, dict) or not isinstance(data, str):
            return
        limits = REPLACED_BODY_TEXT if body.get("encoding") == "text" else REPLACED_BODY_BASE64
        limit = limits[returned.check.event]
        size = len(data.encode("utf-8", "replace"))
        if size > limit.value:
            yield self.fault(
                returned,
                f"the replaced body is {size:,} bytes, the limit is {limit}",
                help="let the body through with action 'read-only', or change it at the origin",
            )
