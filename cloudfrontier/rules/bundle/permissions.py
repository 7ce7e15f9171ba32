"""LAE215: a file that only its owner may read cannot be read by the function, which runs as somebody else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import Source
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle

__all__ = ["Permissions"]


class Permissions(BundleRule):
    """Lambda keeps the permissions that the zip records, and runs the function as another user.

    AWS asks for 644 on files and 755 on folders and programs. A zip that a strict umask made, or Python's
    `ZipFile.writestr` with a bare name (0600), can fail on its first import with "Permission denied".
    """

    id = "LAE215"
    severity = "warning"
    title = "Everybody may read every file of the zip"
    source = Source("https://docs.aws.amazon.com/lambda/latest/dg/python-package.html", "2026-04")
    valid = (SAMPLE,)
    invalid = (replace(SAMPLE, archive=replace(SAMPLE.archive, closed=("app.py",))),)

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """One finding, at the first of them."""
        closed = bundle.archive.closed
        if closed:
            more = f", as {len(closed) - 1:,} more" if len(closed) > 1 else ""
            yield self.on_file(
                bundle,
                closed[0],
                f"only its owner may read it{more}, and the function runs as another user",
                do="`chmod -R a+rX` the folder before it is zipped",
            )
