"""LAE241: of code that is not Python only the zip around it is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule, package_sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle

__all__ = ["OtherLanguage"]


class OtherLanguage(BundleRule):
    """Sizes, settings, files, secrets and machine code are checked of every package, code only of Python's.

    What a handler in JavaScript imports, whether it reads environment variables and what it does when it is
    loaded is not known after this check.
    """

    id = "LAE241"
    severity = "note"
    title = "The code is Python, which is checked"
    source = guide("lambda-at-edge-function-restrictions")
    valid = (SAMPLE,)
    invalid = (
        package_sample(
            {"index.mjs": "export const handler = async (event) => event;"},
            runtime="nodejs22.x",
            handler="index.handler",
        ),
    )

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """One note."""
        if bundle.python is None and bundle.files.names:
            yield self.on_package(
                bundle,
                f"the runtime is {bundle.runtime}: what the code imports and does was not checked",
                do="check it with the tools of its language; everything else here holds for it too",
            )
