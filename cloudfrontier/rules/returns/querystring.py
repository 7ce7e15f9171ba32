"""RET324: a query string without spaces, control characters and `#`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import returned_request
from cloudfrontier.rules.returns.values import entry_problem, entry_values
from cloudfrontier.rules.returns.words import describe

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["Querystring"]

_UNSAFE = re.compile(r"[\x00-\x20\x7f#]").search


class Querystring(ReturnRule):
    """Percent-encode what goes into a query string: a space, a control character or `#` fails the request.

    Lambda@Edge has one string without the `?`; CloudFront Functions have an object, and take a string too.
    """

    id = "RET324"
    title = "The query string has no spaces, control characters or #"
    source = guide("edge-function-restrictions-all")
    parts = ("request",)
    valid = (
        returned_request("handler", "origin-request", querystring="a=%20&b"),
        returned_request("function", "viewer-request", querystring="a=1"),
        returned_request("function", "viewer-request", querystring={"a": {"value": ""}}),
    )
    invalid = (
        returned_request("handler", "viewer-request", querystring="a=b c"),
        returned_request("handler", "viewer-request", querystring="a=b#c"),
        returned_request("handler", "viewer-request", querystring={"a": "b"}),
        returned_request("handler", "viewer-request", querystring=None),
        returned_request("function", "viewer-request", querystring="a=\n"),
        returned_request("function", "viewer-request", querystring={"a": {"value": "b c"}}),
        returned_request("function", "viewer-request", querystring={"a b": {"value": ""}}),
        returned_request("function", "viewer-request", querystring={"a": "b"}),
        returned_request("function", "viewer-request", querystring=["a=b"]),
    )

    def check(self, returned: Returned) -> Faults:
        """Looks at the field when it was changed."""
        query = returned.value.get("querystring", "")
        if query == returned.given.get("querystring"):
            return
        if isinstance(query, str):
            problem = _text_problem(query)
        elif isinstance(query, dict) and returned.check.kind == "function":
            problem = _object_problem(query)
        else:
            expected = "a string" if returned.check.kind == "handler" else "an object or a string"
            problem = f"is {describe(query)}, expected {expected}"
        if problem:
            yield self.fault(returned, f"`querystring` {problem}", help="percent-encode names and values")


def _text_problem(query: str) -> str:
    found = _UNSAFE(query)
    return f"has the character {found.group()!r}" if found else ""


def _object_problem(query: dict[str, object]) -> str:
    for name, entry in query.items():
        if wrong := entry_problem(entry):
            return f"has a parameter {name[:60]!r} that {wrong}"
        for text in (name, *entry_values("function", entry)):
            if found := _UNSAFE(text):
                return f"has the character {found.group()!r} in the parameter {name[:60]!r}"
    return ""
