"""LAE210: a module whose name is made when the code runs cannot be found before, and so is not in the zip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import Source
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule, package_sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle

__all__ = ["ComputedImport"]


class ComputedImport(BundleRule):
    """`import_module(name)` with a name that is computed: whether the zip holds that module is not known.

    The build reads the code and does not run it. Only the project's own files are looked at for this.
    """

    id = "LAE210"
    severity = "warning"
    title = "Every import names its module"
    source = Source("https://docs.python.org/3/library/importlib.html#importlib.import_module", "2026-11")
    valid = (SAMPLE,)
    invalid = (
        package_sample(
            {
                "app.py": "from importlib import import_module\n\n"
                "def main(event, context):\n    return import_module(event['module'])"
            }
        ),
    )

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """One warning for every such call."""
        for fault in bundle.found("computed"):
            yield self.on_code(
                fault,
                "the name of this import is computed, so what it loads may not be in the zip",
                do="import each module by name, in a function if it should load late",
            )
