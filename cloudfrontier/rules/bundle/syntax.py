"""LAE211: a file that the runtime's Python cannot parse fails when the handler loads."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import Source
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule, package_sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle

__all__ = ["Syntax"]


class Syntax(BundleRule):
    """Every file of a package must be Python, as the runtime reads it.

    A file may use syntax that is newer than the Python which runs the build; it can then not be checked.
    """

    id = "LAE211"
    title = "Every file is Python"
    source = Source("https://docs.python.org/3/reference/grammar.html", "2026-11")
    valid = (SAMPLE,)
    invalid = (package_sample({"app.py": "def main(event, context):\n    return = event"}),)

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """One finding a file: the parser stops at the first mistake."""
        for fault in bundle.found("syntax"):
            here = f"python{sys.version_info[0]}.{sys.version_info[1]}"
            newer = (
                f"; if {bundle.runtime} has this syntax and {here} has not, build with {bundle.runtime}"
                if bundle.runtime != here
                else ""
            )
            yield self.on_code(fault, f"not Python: {fault.detail}", do=f"correct the syntax{newer}")
