"""RET309: headers are an object, and each header has the shape of its runtime."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.outcomes import LAMBDA_HEADERS
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import generated, line, returned_request, returned_response
from cloudfrontier.rules.returns.values import entry_problem
from cloudfrontier.rules.returns.words import describe

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["HeadersShape"]


class HeadersShape(ReturnRule):
    """Lambda@Edge has `{name: [{"key", "value"}]}`, CloudFront Functions have `{name: {"value"}}`.

    A header that is set to a bare string is the most frequent mistake of all. That a list in place of the
    object of headers fails was seen in aws-samples/amazon-cloudfront-cache-graphql#7 (2023).
    """

    id = "RET309"
    title = "Headers have the shape of their runtime"
    source = guide("lambda-event-structure")
    handler_outcome = LAMBDA_HEADERS
    valid = (
        generated("handler", "viewer-request", headers={"location": line("Location", "/")}),
        generated("handler", "viewer-request", headers={"location": [{"value": "/"}]}),
        returned_response(
            "function", "viewer-response", headers={"x-a": {"value": "1", "multiValue": [{"value": "1"}]}}
        ),
    )
    invalid = (
        generated("handler", "viewer-request", headers=[{"key": "Location", "value": "/"}]),
        generated("handler", "viewer-request", headers={"location": "/"}),
        generated("handler", "viewer-request", headers={"location": ["/"]}),
        generated("handler", "viewer-request", headers={"location": [{"key": 1, "value": "/"}]}),
        returned_request("handler", "viewer-request", headers={"x-a": [{"key": "X-A"}]}),
        returned_request("function", "viewer-request", headers={"x-a": "1"}),
        returned_request("function", "viewer-request", headers={"x-a": {"multiValue": "1"}}),
        generated("function", "viewer-request", headers="location: /"),
    )

    def check(self, returned: Returned) -> Faults:
        """Looks at the changed headers; RET310 speaks of the type of a value."""
        handler = returned.check.kind == "handler"
        help_ = _FOR_HANDLERS if handler else _FOR_FUNCTIONS
        whole = returned.value.get("headers", {})
        if not isinstance(whole, dict):
            message = f"`headers` is {describe(whole)}, expected an object"
            yield self.fault(returned, message, help=help_)
        problem = _lines_problem if handler else _entry_problem
        for name, entry in returned.changed.items():
            if wrong := problem(entry):
                yield self.fault(returned, f"header {name!r} {wrong}", help=help_)


_FOR_HANDLERS = 'write {"location": [{"key": "Location", "value": "/"}]}: a list, one object a line'
_FOR_FUNCTIONS = 'write {"location": {"value": "/"}}: an object with the value'


def _entry_problem(entry: object) -> str:
    # RET310 speaks of the types of values
    return entry_problem(entry, fields=frozenset())


def _lines_problem(entry: object) -> str:
    if not isinstance(entry, list):
        return f"is {describe(entry)}, expected a list of objects with `key` and `value`"
    for item in entry:
        if not isinstance(item, dict):
            return f"has {describe(item)} in its list, expected an object with `key` and `value`"
        if "value" not in item:
            return "has a line without `value`"
        if not isinstance(item.get("key", ""), str):
            return f"has a `key` that is {describe(item['key'])}, expected a string"
    return ""
