"""RET315: a header without a line or with an empty value; to take it away, take its name away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import generated, line, returned_request, returned_response

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["EmptyHeader"]


class EmptyHeader(ReturnRule):
    """An empty list or an empty value is not how a header is removed: delete its name from `headers`.

    UNCERTAIN: AWS does not say what Lambda@Edge does with either.
    """

    id = "RET315"
    title = "No header is empty"
    source = guide("lambda-event-structure")
    severity = "warning"
    kinds = ("handler",)
    valid = (
        returned_request("handler", "viewer-request", drop="user-agent"),
        generated("handler", "viewer-request", headers={"x-a": line("X-A", "1")}),
    )
    invalid = (
        returned_request("handler", "viewer-request", headers={"user-agent": []}),
        returned_response("handler", "origin-response", headers={"server": line("Server", "")}),
    )

    def check(self, returned: Returned) -> Faults:
        """Looks at the changed headers."""
        for name, entry in returned.changed.items():
            lines = entry if isinstance(entry, list) else [None]
            if not lines or any(isinstance(item, dict) and item.get("value") == "" for item in lines):
                yield self.fault(
                    returned,
                    f"header {name!r} {'has an empty value' if lines else 'is an empty list'}",
                    help=f"to remove it, delete {name!r} from `headers`",
                )
