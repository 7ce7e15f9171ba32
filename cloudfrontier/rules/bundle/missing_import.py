"""LAE208: an import that the zip cannot satisfy fails at the edge, where every request is then a 503."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import Source
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule, package_sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle

__all__ = ["MissingImport"]

CODE = "\n\ndef main(event, context): ..."


class MissingImport(BundleRule):
    """Every module that a handler imports must be in the zip, in the standard library or in the runtime.

    The zip is all there is: no layer, no environment. An import in a function counts too, as a warning, since
    it fails only when that line runs.
    """

    id = "LAE208"
    title = "Every import is in the zip, the standard library or the runtime"
    source = Source("https://docs.aws.amazon.com/lambda/latest/dg/python-package.html", "2026-04")
    valid = (SAMPLE, package_sample({"app.py": f"import json, boto3, shop{CODE}", "shop/__init__.py": ""}))
    invalid = (
        package_sample({"app.py": f"import acme{CODE}"}),
        package_sample({"app.py": f"def later():\n    import acme{CODE}"}),
        package_sample({"app.py": f"import cgi{CODE}"}),
    )

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """One finding for every import that nothing answers."""
        for fault in bundle.found("removed"):
            yield self.on_code(
                fault,
                f"Python {fault.detail} removed {fault.subject!r}, and the runtime is {bundle.runtime}",
                do=f"stop using it, or install a distribution that provides {fault.subject!r}",
            )
        where = "not in the project, not installed" if bundle.is_built else "not in the zip"
        for fault in bundle.found("missing"):
            subject = repr(fault.subject) if fault.subject else "above the top-level package"
            yield self.on_code(
                fault,
                f"no module {subject}: {where}, and {bundle.runtime} has none",
                do="correct the name, install it beside cloudfrontier, or catch ImportError"
                if bundle.is_built
                else "correct the name, install it into the folder that is zipped, or catch ImportError",
            )
