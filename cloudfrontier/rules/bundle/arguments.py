"""LAE212: a handler that takes other than two arguments deploys well, and fails on every request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import Source
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule, package_sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle

__all__ = ["Arguments"]


class Arguments(BundleRule):
    """Lambda calls the handler with an event and a context, by position.

    A handler of another signature raises TypeError on every request, and each viewer gets a 503. What a
    decorator makes of a function is not known, so a handler that has one is taken on trust.
    """

    id = "LAE212"
    title = "The handler takes an event and a context"
    source = Source("https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html", "2026-04")
    valid = (
        SAMPLE,
        package_sample({"app.py": "def main(event, context, /, retries=3): ..."}),
        package_sample({"app.py": "def main(*anything): ..."}),
        package_sample({"app.py": "@traced\ndef main(event): ..."}),
    )
    invalid = (
        package_sample({"app.py": "def main(event):\n    return event"}),
        package_sample({"app.py": "main = lambda event, context, settings: event"}),
        package_sample({"app.py": "def main(event, context, *, settings): ..."}),
    )

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """At most one finding: a package has one handler."""
        for fault in bundle.found("arguments"):
            yield self.on_code(
                fault,
                f"Lambda cannot call {fault.subject!r}: {fault.detail}",
                do="define it as `def handler(event, context)`; what else it needs can be made at import",
            )
