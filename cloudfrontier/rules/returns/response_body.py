"""RET326: the body of a response is text, or base64 that can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.outcomes import LAMBDA_BODY
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.encoding import ENCODINGS, decode
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import generated, returned_response
from cloudfrontier.rules.returns.words import describe

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["ResponseBody"]


class ResponseBody(ReturnRule):
    """`body` is a string; `bodyEncoding` says whether it is `text` (the default) or `base64`.

    CloudFront Functions take a string, or `{"encoding", "data"}`. Leave it out to keep the body that is
    there, make it empty to remove that.
    """

    id = "RET326"
    title = "The body is a string in the encoding it is said to be in"
    source = guide("lambda-generating-http-responses")
    parts = ("response",)
    handler_outcome = LAMBDA_BODY
    valid = (
        generated("handler", "viewer-request", body="x", bodyEncoding="text"),
        generated("handler", "viewer-request", body="eA==", bodyEncoding="base64"),
        returned_response("handler", "origin-response", body=""),
        generated("function", "viewer-request", body="x"),
        generated("function", "viewer-request", body={"encoding": "base64", "data": "eA=="}),
    )
    invalid = (
        generated("handler", "viewer-request", body={"a": 1}),
        generated("handler", "viewer-request", body=None),
        generated("handler", "viewer-request", body="x", bodyEncoding="gzip"),
        generated("handler", "viewer-request", body="x", bodyEncoding="base64"),
        generated("function", "viewer-request", body=1),
        generated("function", "viewer-request", body={"data": 1}),
        generated("function", "viewer-request", body={"message": "hello"}),
        generated("function", "viewer-request", body={"encoding": "utf-8", "data": "x"}),
        generated("function", "viewer-request", body={"encoding": "base64", "data": "?"}),
    )

    def check(self, returned: Returned) -> Faults:
        """Looks at the body where there is one: it is never given."""
        value = returned.value
        if returned.check.kind == "handler":
            if "body" in value or "bodyEncoding" in value:
                names = ("`body`", "`bodyEncoding`")
                problem = _problem(value.get("body", ""), value.get("bodyEncoding", "text"), names)
                yield from self._faults(returned, problem)
        elif "body" in value:
            body = value["body"]
            names = ("`body.data`", "`body.encoding`") if isinstance(body, dict) else ("`body`", "")
            data = body.get("data") if isinstance(body, dict) else body
            encoding = body.get("encoding", "text") if isinstance(body, dict) else "text"
            if isinstance(body, dict) and body.keys().isdisjoint({"data", "encoding"}):
                problem, do = "`body` is an object", "write `body: JSON.stringify(...)`"
                yield self.fault(returned, f"{problem}, expected a string", help=do)
            else:
                yield from self._faults(returned, _problem(data, encoding, names))

    def _faults(self, returned: Returned, problem: str) -> Faults:
        if problem:
            yield self.fault(returned, problem, help="set a string, in base64 if it is no text")


def _problem(data: object, encoding: object, names: tuple[str, str]) -> str:
    body_name, encoding_name = names
    if not isinstance(data, str):
        return f"{body_name} is {describe(data)}, expected a string"
    if not isinstance(encoding, str):
        return f"{encoding_name} is {describe(encoding)}, expected {' or '.join(map(repr, ENCODINGS))}"
    if encoding not in ENCODINGS:
        return f"{encoding_name} is {encoding[:20]!r}, expected {' or '.join(map(repr, ENCODINGS))}"
    return "" if decode(data, encoding) is not None else f"{body_name} is no base64"
