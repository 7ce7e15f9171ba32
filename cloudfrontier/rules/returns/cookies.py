"""RET321: cookies of CloudFront Functions have a value, and attributes as one string."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import generated, returned_request
from cloudfrontier.rules.returns.values import entry_problem
from cloudfrontier.rules.returns.words import describe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["Cookies"]

_FIELDS = frozenset({"value", "attributes"})
_UNSAFE_NAME = re.compile(r"[\x00-\x20\x7f=;,]").search
_UNSAFE_VALUE = re.compile(r"[\x00-\x1f\x7f;]").search
_UNSAFE_ATTRIBUTES = re.compile(r"[\x00-\x1f\x7f]").search


class Cookies(ReturnRule):
    """`{"name": {"value": "1", "attributes": "Secure; Path=/"}}`: both are strings, attributes is one string.

    UNCERTAIN: AWS gives the shape and not what happens with another one. A semicolon in a value or a control
    character anywhere would begin another attribute or another header, so these are errors too.
    """

    id = "RET321"
    title = "Cookies have the shape of the event structure"
    source = guide("functions-event-structure")
    kinds = ("function",)
    valid = (
        generated(
            "function", "viewer-request", cookies={"a": {"value": "1", "attributes": "Secure; Path=/"}}
        ),
        returned_request("function", "viewer-request", cookies={}),
    )
    invalid = (
        generated("function", "viewer-request", cookies=["a=1"]),
        generated("function", "viewer-request", cookies={"a": "1"}),
        generated("function", "viewer-request", cookies={"a": {"value": 1}}),
        generated("function", "viewer-request", cookies={"a": {"value": "1", "attributes": {"Path": "/"}}}),
        generated("function", "viewer-request", cookies={"a": {"value": "1; Path=/"}}),
        generated("function", "viewer-request", cookies={"a b": {"value": "1"}}),
        generated("function", "viewer-request", cookies={"a": {"value": "1", "attributes": "Secure\r\n"}}),
    )

    def check(self, returned: Returned) -> Faults:
        """Looks at the cookies that are not as they were given."""
        cookies, given = returned.value.get("cookies", {}), returned.given.get("cookies")
        if cookies == given:
            return
        if not isinstance(cookies, dict):
            message = f"`cookies` is {describe(cookies)}, expected an object"
            yield self.fault(returned, message, help=_HELP, certain=False)
            return
        before = given if isinstance(given, dict) else {}
        for name, cookie in cookies.items():
            if before.get(name) != cookie and (wrong := _problem(str(name), cookie)):
                message = f"cookie {str(name)[:60]!r} {wrong}"
                yield self.fault(returned, message, help=_HELP, certain=False)


_HELP = 'write {"name": {"value": "1", "attributes": "Secure; Path=/"}}, with what is unsafe percent-encoded'


def _problem(name: str, cookie: object) -> str:
    if not name or _UNSAFE_NAME(name):
        return "has a name that cannot be sent"
    if wrong := entry_problem(cookie, fields=_FIELDS):
        return wrong
    for item in _items(cookie):
        if _UNSAFE_VALUE(item.get("value", "")):
            return "has a semicolon or a control character in its value"
        if _UNSAFE_ATTRIBUTES(item.get("attributes", "")):
            return "has a control character in its attributes"
    return ""


def _items(cookie: object) -> Iterator[dict[str, str]]:
    if isinstance(cookie, dict):
        yield cookie
        yield from cookie.get("multiValue") or ()
