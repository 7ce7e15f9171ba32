"""LAE208: an import that the zip cannot satisfy fails at the edge, where every request is then a 503."""

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

__all__ = ["MissingImport"]


class MissingImport(BundleRule):
    """Every module that a handler imports must be in the zip, in the standard library or in the runtime.

    The zip is all there is: no layer, no environment. An import in a function counts too, as a warning, since
    it fails only when that line runs.
    """

    id = "LAE208"
    title = "Every import is in the zip, the standard library or the runtime"
    source = Source("https://docs.aws.amazon.com/lambda/latest/dg/python-package.html", "2026-04")
    valid = (SAMPLE,)
    invalid = (
        replace(SAMPLE, faults=(CodeFault("missing", "app/handler.py", 1, 1, "acme"),)),
        replace(SAMPLE, faults=(CodeFault("removed", "app/handler.py", 1, 1, "cgi", "3.13"),)),
    )

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """One finding for every import that nothing answers."""
        for fault in bundle.faults:
            if fault.kind == "removed":
                yield self.on_code(
                    fault,
                    f"Python {fault.detail} removed {fault.subject!r}, and the runtime is {bundle.runtime}",
                    do=f"stop using it, or install a distribution that provides {fault.subject!r}",
                )
            elif fault.kind == "missing":
                subject = repr(fault.subject) if fault.subject else "above the top-level package"
                yield self.on_code(
                    fault,
                    f"no module {subject}: not in the project, not installed, and {bundle.runtime} has none",
                    do="correct the name, install it beside cloudfrontier, or catch ImportError",
                )
