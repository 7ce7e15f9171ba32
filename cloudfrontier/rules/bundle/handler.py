"""LAE209: a handler string that names nothing fails when the function starts, after all was deployed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import Source
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule
from cloudfrontier.rules.bundle.fault import CodeFault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle

__all__ = ["Handler"]


class Handler(BundleRule):
    """`handler = "package.module.function"` must name a module of the project and a name at its top level."""

    id = "LAE209"
    title = "The handler exists"
    source = Source("https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html", "2026-04")
    valid = (SAMPLE,)
    invalid = (
        replace(SAMPLE, faults=(CodeFault("handler", "edge.toml", 8, 11, "app.main.run", "no app/main.py"),)),
    )

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """At most one finding: a package has one handler."""
        for fault in bundle.faults:
            if fault.kind == "handler":
                yield self.on_code(
                    fault,
                    f"the handler {fault.subject!r} does not exist: {fault.detail}",
                    do="write it as package.module.function, seen from the folder of edge.toml",
                )
