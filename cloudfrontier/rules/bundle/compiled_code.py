"""LAE207: machine code of this computer does not load at the edge, which runs another system and Python."""

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

__all__ = ["CompiledCode"]


class CompiledCode(BundleRule):
    """A module of machine code, as wheels bring it, is not bundled: it was chosen for this computer.

    Lambda@Edge runs x86_64 on Amazon Linux with the Python of the runtime. Where a distribution falls back to
    Python (`except ImportError`), that is used, and this rule is silent.
    """

    id = "LAE207"
    title = "No import needs machine code of this computer"
    source = Source("https://docs.aws.amazon.com/lambda/latest/dg/python-package.html", "2026-04")
    valid = (SAMPLE,)
    invalid = (
        replace(
            SAMPLE,
            faults=(
                CodeFault(
                    "compiled", "app/handler.py", 3, 1, "fast._native", "site-packages/fast/_native.so"
                ),
            ),
        ),
    )

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """One finding for every import that needs machine code."""
        for fault in bundle.found("compiled"):
            yield self.on_code(
                fault,
                f"{fault.subject!r} is machine code ({fault.detail}), which does not load under"
                f" {bundle.runtime} at the edge",
                do="use a distribution that is pure Python, or handle ImportError around this import",
            )
