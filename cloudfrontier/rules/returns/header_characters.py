"""RET314: no control character in the value of a header: a line break would begin another header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.outcomes import LAMBDA_HEADERS
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import generated, line
from cloudfrontier.rules.returns.values import entry_values
from cloudfrontier.rules.returns.words import control_character, wire_name

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["HeaderCharacters"]


class HeaderCharacters(ReturnRule):
    """A line break in a header's value fails the request; mostly it came with what a visitor sent.

    Encode what goes into a `location` or a cookie. Seen for Lambda@Edge in
    aws-ia/cloudformation-aws-marketplace-saas#54 (2022). UNCERTAIN: which other control characters fail.
    """

    id = "RET314"
    title = "The value of a header has no control character"
    source = guide("edge-function-restrictions-all")
    handler_outcome = LAMBDA_HEADERS
    valid = (generated("handler", "viewer-request", headers={"x-a": line("X-A", "a\tb ü")}),)
    invalid = (
        generated("handler", "viewer-request", headers={"location": line("Location", "/a\r\nx-b: 1")}),
        generated("handler", "viewer-request", headers={"x-a": line("X-A", "a\x00")}),
        generated("function", "viewer-request", headers={"location": {"value": "/a\n"}}),
    )

    def check(self, returned: Returned) -> Faults:
        """Looks at the changed headers, once for each."""
        kind = returned.check.kind
        for name, entry in returned.changed.items():
            found = next((bad for text in entry_values(kind, entry) if (bad := control_character(text))), "")
            if found:
                yield self.fault(
                    returned,
                    f"the value of header {name!r} has the control character {found}",
                    help="percent-encode what comes from outside before it goes into a header",
                    log=_LOG.format(found=found, name=_shown_name(name, entry)) if kind == "handler" else "",
                    certain=found in {"%0D", "%0A"},
                )


_LOG = (
    "Lambda function result failed validation, the function returned an invalid header, "
    "invalid character : '{found}' in header value, headerName : {name}."
)


def _shown_name(name: str, entry: object) -> str:
    first = entry[0] if isinstance(entry, list) and entry else None
    key = first.get("key") if isinstance(first, dict) else None
    return key if isinstance(key, str) else wire_name(name)
