"""RET304: a returned request still says what is asked for: its method and its URI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import returned, returned_request

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["RequiredFields"]


class RequiredFields(ReturnRule):
    """A request goes on as it is returned: take the given one and change it, do not build one from nothing.

    UNCERTAIN: AWS lists the fields of a request and does not say which may be left out. Without `method` or
    `uri` there is no request, so their lack is an error.
    """

    id = "RET304"
    title = "A returned request has a method and a URI"
    source = guide("lambda-event-structure")
    parts = ("request",)
    valid = (returned_request("handler", "viewer-request", uri="/x"),)
    invalid = (
        returned_request("handler", "viewer-request", drop="uri"),
        returned_request("function", "viewer-request", drop="method"),
        returned("function", "viewer-request", {}),
    )

    def check(self, returned: Returned) -> Faults:
        """Looks for the two fields."""
        missing = [field for field in ("method", "uri") if field not in returned.value]
        if missing:
            yield self.fault(
                returned,
                f"the returned request has no {' and no '.join(f'`{field}`' for field in missing)}",
                help="return the given request with your changes, or a response with a status",
                certain=False,
            )
