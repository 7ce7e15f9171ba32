"""LAE203: Lambda refuses code that is too large when unpacked, however well it compresses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import UNZIPPED
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle

__all__ = ["UnzippedSize"]


class UnzippedSize(BundleRule):
    """A function and its libraries, unpacked, may not be larger than Lambda's own quota.

    Bytecode counts too: it makes about half of a package built here.
    """

    id = "LAE203"
    title = "The unpacked code is within the quota"
    source = UNZIPPED.source
    valid = (replace(SAMPLE, unzipped_size=UNZIPPED.value),)
    invalid = (replace(SAMPLE, unzipped_size=UNZIPPED.value + 1),)

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """The sum of the files against the quota."""
        limit = bundle.limits.of(UNZIPPED)
        if not limit.holds(bundle.unzipped_size):
            over = bundle.unzipped_size - limit.value
            yield self.on_package(
                bundle,
                f"{bundle.unzipped_size:,} bytes unpacked; the limit is {limit} ({over:,} over)",
                do="import fewer distributions, and leave out of the zip what the handler does not import",
            )
