"""RET333: an origin is a custom one or S3, and S3 keeps the way it is signed in to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import custom_origin, returned_request, s3_origin
from cloudfrontier.rules.returns.words import describe

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["OriginChoice"]

_OAI = "origin-access-identity"


class OriginChoice(ReturnRule):
    """`request.origin` has exactly one of `custom` and `s3`; one may be swapped for the other.

    An S3 origin says how it is signed in to: `authMethod` is `none`, or `origin-access-identity` with a
    `region` (AWS's own sample leaves it empty), which cannot be used where the request came with a custom
    origin. Origin access control cannot be said here at all.
    """

    id = "RET333"
    title = "The origin is either a custom one or S3"
    source = guide("lambda-event-structure")
    kinds = ("handler",)
    events = ("origin-request",)
    parts = ("request",)
    valid = (
        returned_request("handler", "origin-request", origin=custom_origin(domainName="example.com")),
        returned_request("handler", "origin-request", origin=s3_origin()),
    )
    invalid = (
        returned_request("handler", "origin-request", origin=custom_origin() | s3_origin()),
        returned_request("handler", "origin-request", origin={}),
        returned_request("handler", "origin-request", origin="example.com"),
        returned_request("handler", "origin-request", origin={"custom": "example.com"}),
        returned_request("handler", "origin-request", origin=s3_origin(authMethod="oac")),
        returned_request("handler", "origin-request", origin=s3_origin(authMethod=_OAI)),
    )

    def check(self, returned: Returned) -> Faults:
        """Looks at the origin when it was changed."""
        origin, given = returned.value.get("origin"), returned.given.get("origin")
        if origin is None or origin == given:
            return
        if problem := _problem(origin, given):
            help_ = 'write {"custom": {...}} or {"s3": {...}}, with the fields of the event structure'
            yield self.fault(returned, problem, help=help_)


def _problem(origin: object, given: object) -> str:
    if not isinstance(origin, dict):
        return f"`origin` is {describe(origin)}, expected an object"
    if origin.keys() not in ({"custom"}, {"s3"}):
        seen = " and ".join(sorted(map(str, origin))) or "nothing"
        return f"`origin` has {seen}, expected one of custom and s3"
    name, fields = next(iter(origin.items()))
    if not isinstance(fields, dict):
        return f"`origin.{name}` is {describe(fields)}, expected an object"
    return _sign_in_problem(fields, given) if name == "s3" else ""


def _sign_in_problem(s3: dict[str, object], given: object) -> str:
    method = s3.get("authMethod")
    if method == "none":
        return ""
    if method != _OAI:
        return f"`origin.s3.authMethod` is {str(method)[:30]!r}, expected {_OAI!r} or 'none'"
    if not isinstance(s3.get("region"), str):
        return f"`origin.s3` has no `region`, which {_OAI!r} asks for"
    if isinstance(given, dict) and "custom" in given:
        return f"`origin.s3.authMethod` is {_OAI!r}, but the request came with a custom origin"
    return ""
