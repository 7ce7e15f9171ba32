"""RET313: the `key` of a header's line is its name again, in the case that is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.headers import fold
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import generated, line

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["HeaderKey"]


class HeaderKey(ReturnRule):
    """`key` says in which case the name is sent; leave it out, and CloudFront writes `User-Agent` itself.

    UNCERTAIN: what is sent when `key` is another name is not documented.
    """

    id = "RET313"
    title = "The key of a header's line is the header's name"
    source = guide("lambda-event-structure")
    severity = "warning"
    kinds = ("handler",)
    valid = (
        generated("handler", "viewer-request", headers={"location": line("Location", "/")}),
        generated("handler", "viewer-request", headers={"location": [{"value": "/"}]}),
    )
    invalid = (generated("handler", "viewer-request", headers={"location": line("Content-Location", "/")}),)

    def check(self, returned: Returned) -> Faults:
        """Looks at the changed headers."""
        for name, entry in returned.changed.items():
            for item in entry if isinstance(entry, list) else ():
                key = item.get("key") if isinstance(item, dict) else None
                if isinstance(key, str) and key != name and fold(key) != fold(name):
                    yield self.fault(
                        returned,
                        f"header {name!r} has a line with the key {key[:60]!r}",
                        help=f"make the key {name!r} in the case you want, or leave it out",
                    )
