"""RET310: the value of a header is a string, also when it is a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.outcomes import LAMBDA_HEADERS
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import generated, line, returned_request
from cloudfrontier.rules.returns.words import describe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["HeaderValue"]


class HeaderValue(ReturnRule):
    """A number, a boolean or a null is no value of a header: write it as a string.

    The sentence of the log, seen in aws-samples/cloudfront-authorization-at-edge#12 (2019), also allows an
    array of strings in Lambda@Edge.
    """

    id = "RET310"
    title = "The value of a header is a string"
    source = guide("lambda-event-structure")
    handler_outcome = LAMBDA_HEADERS
    valid = (
        generated("handler", "viewer-request", headers={"x-a": line("X-A", "1")}),
        generated("handler", "viewer-request", headers={"x-a": line("X-A", ["1", "2"])}),
        generated("function", "viewer-request", headers={"x-a": {"value": "1"}}),
    )
    invalid = (
        generated("handler", "viewer-request", headers={"x-a": line("X-A", 1)}),
        generated("handler", "viewer-request", headers={"x-a": line("X-A", None)}),
        generated("handler", "viewer-request", headers={"x-a": line("X-A", ["1", 2])}),
        generated("function", "viewer-request", headers={"x-a": {"value": 1}}),
        returned_request(
            "function", "viewer-request", headers={"x-a": {"value": "1", "multiValue": [{"value": 2}]}}
        ),
    )

    def check(self, returned: Returned) -> Faults:
        """Looks at the changed headers."""
        handler = returned.check.kind == "handler"
        values = _of_handler if handler else _of_function
        expected = "a string or a list of strings" if handler else "a string"
        for name, entry in returned.changed.items():
            for value in values(entry):
                if isinstance(value, str):
                    continue
                seen = "a list with other things" if isinstance(value, list) else describe(value)
                yield self.fault(
                    returned,
                    f"the value of header {name!r} is {seen}, expected {expected}",
                    help="make it a string",
                    log=_LOG.format(name=name) if handler else "",
                )
                break


_LOG = (
    "The Lambda function returned an invalid entry in the headers object, the value of each header value "
    "must be of string or array of string type, header :{name} has one or more entries whose value is "
    "neither string nor array of strings."
)


def _of_handler(entry: object) -> Iterator[object]:
    for item in entry if isinstance(entry, list) else ():
        if isinstance(item, dict) and "value" in item:
            value = item["value"]
            strings = isinstance(value, list) and all(isinstance(part, str) for part in value)
            yield "" if strings else value


def _of_function(entry: object) -> Iterator[object]:
    if not isinstance(entry, dict):
        return
    several = entry.get("multiValue")
    for item in (entry, *(several if isinstance(several, list) else ())):
        if isinstance(item, dict) and "value" in item:
            yield item["value"]
