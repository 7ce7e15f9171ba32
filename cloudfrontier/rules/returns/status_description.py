"""RET307: the words beside a status are text of one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import generated
from cloudfrontier.rules.returns.words import control_character, describe

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["StatusDescription"]


class StatusDescription(ReturnRule):
    """`statusDescription` may be left out; when it is there it is a string without control characters.

    UNCERTAIN: AWS gives its type and not what happens with another one; a line break in it would end the
    status line of HTTP/1.1.
    """

    id = "RET307"
    title = "The status description is one line of text"
    source = guide("lambda-generating-http-responses")
    parts = ("response",)
    valid = (generated("handler", "viewer-request", statusDescription="Found"),)
    invalid = (
        generated("handler", "viewer-request", statusDescription=302),
        generated("function", "viewer-request", statusDescription="Found\r\nSet-Cookie: a=b"),
    )

    def check(self, returned: Returned) -> Faults:
        """Looks at the one field."""
        text = returned.value.get("statusDescription", "")
        if not isinstance(text, str):
            message = f"`statusDescription` is {describe(text)}, expected a string"
        elif found := control_character(text):
            message = f"`statusDescription` has the control character {found}"
        else:
            return
        yield self.fault(returned, message, help="leave it out, or set a word or two", certain=False)
