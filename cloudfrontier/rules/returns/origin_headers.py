"""RET335: custom headers of an origin have names that CloudFront sends, and are not request headers too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.headers import ORIGIN_CUSTOM_HEADER_DENIED, fold
from cloudfrontier.cloudfront.outcomes import LAMBDA_ORIGIN
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import custom_origin, line, returned_request
from cloudfrontier.rules.returns.words import control_character, describe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.rules.returns.subject import ReturnCheck, Returned

__all__ = ["OriginHeaders"]


def _sample(headers: object) -> ReturnCheck:
    return returned_request("handler", "origin-request", origin=custom_origin(customHeaders=headers))


class OriginHeaders(ReturnRule):
    """`customHeaders` has the shape of `headers`; some names are denied, and none may be in `headers` too."""

    id = "RET335"
    title = "The custom headers of an origin can be sent"
    source = ORIGIN_CUSTOM_HEADER_DENIED.source
    kinds = ("handler",)
    events = ("origin-request",)
    parts = ("request",)
    handler_outcome = LAMBDA_ORIGIN
    valid = (_sample({"x-a": line("X-A", "1")}), _sample({"x-a": [{"value": "1"}]}))
    invalid = (
        _sample({"host": line("Host", "example.com")}),
        _sample({"x-amz-date": line("X-Amz-Date", "1")}),
        _sample({"user-agent": line("User-Agent", "x")}),
        _sample({"x-a": "1"}),
        _sample({"x-a": line("X-A", 1)}),
        _sample({"x-a": line("X-A", "1\r\n")}),
        _sample([]),
    )

    def check(self, returned: Returned) -> Faults:
        """Looks at the origin when it was changed."""
        origin, given = returned.value.get("origin"), returned.given.get("origin")
        if not isinstance(origin, dict) or origin == given:
            return
        for name in ("custom", "s3"):
            fields = origin.get(name)
            headers = fields.get("customHeaders", {}) if isinstance(fields, dict) else {}
            for problem in _problems(headers, returned.headers):
                yield self.fault(
                    returned,
                    f"`origin.{name}.customHeaders` {problem}",
                    help="use names of your own; set what the viewer sends too in `headers` instead",
                )


def _problems(headers: object, request_headers: dict[str, object]) -> Iterator[str]:
    if not isinstance(headers, dict):
        yield f"is {describe(headers)}, expected an object"
        return
    taken = {fold(name) for name in request_headers}
    for name, lines in headers.items():
        if name in ORIGIN_CUSTOM_HEADER_DENIED:
            yield f"has {name!r}, which no origin may be sent that way"
        elif fold(name) in taken:
            yield f"has {name!r}, which is in the request's `headers` too"
        elif not _well_formed(lines):
            yield f"has {name!r} in another shape than a list of objects with `key` and a text as `value`"


def _well_formed(lines: object) -> bool:
    return isinstance(lines, list) and all(
        isinstance(item, dict) and isinstance(item.get("value"), str) and not control_character(item["value"])
        for item in lines
    )
