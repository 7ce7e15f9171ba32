"""RET305: fields that CloudFront does not know do nothing; most are those of another service."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import generated, returned_request

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import Kind
    from cloudfrontier.rules.returns.subject import Part, Returned

__all__ = ["UnknownFields"]


class UnknownFields(ReturnRule):
    """What a field was meant to do is not done when the event structure does not have that field.

    `isBase64Encoded` and `multiValueHeaders` belong to API Gateway; `statusCode` is CloudFront Functions' and
    `status` is Lambda@Edge's name for the same thing. UNCERTAIN: AWS does not say whether such a field is
    ignored or refused.
    """

    id = "RET305"
    title = "A returned object has no fields that CloudFront does not know"
    source = guide("lambda-event-structure")
    severity = "warning"
    valid = (
        generated("handler", "viewer-request", body="", bodyEncoding="text", statusDescription="OK"),
        returned_request("function", "viewer-request", querystring="a=b"),
    )
    invalid = (
        generated("handler", "viewer-request", isBase64Encoded=True),
        generated("function", "viewer-request", bodyEncoding="text"),
        returned_request("handler", "origin-request", queryString="a=b"),
    )

    def check(self, returned: Returned) -> Faults:
        """Compares the names of the fields with those of the event structure."""
        known = _FIELDS[returned.check.kind, returned.part]
        unknown = returned.value.keys() - known - returned.given.keys()
        for field in sorted(unknown, key=str):
            yield self.fault(
                returned,
                f"`{field}` is no field of a {returned.part} and does nothing",
                help=_advice(str(field), known),
            )


_FIELDS: dict[tuple[Kind, Part], frozenset[str]] = {
    ("handler", "request"): frozenset(
        {"method", "uri", "querystring", "headers", "clientIp", "body", "origin"}
    ),
    ("handler", "response"): frozenset({"status", "statusDescription", "headers", "body", "bodyEncoding"}),
    ("function", "request"): frozenset({"method", "uri", "querystring", "headers", "cookies"}),
    ("function", "response"): frozenset({"statusCode", "statusDescription", "headers", "cookies", "body"}),
}

_OTHER_NAMES = {
    "isBase64Encoded": "bodyEncoding",
    "multiValueHeaders": "headers",
    "statusCode": "status",
    "status": "statusCode",
}


def _advice(field: str, known: frozenset[str]) -> str:
    other = _OTHER_NAMES.get(field)
    near = [other] if other in known else difflib.get_close_matches(field, sorted(known), n=1)
    return (
        f"the field is called `{near[0]}`" if near else f"leave it out; known are {', '.join(sorted(known))}"
    )
