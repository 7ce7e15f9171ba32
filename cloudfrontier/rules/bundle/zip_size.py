"""LAE201: a package larger than CloudFront takes is refused when it is attached, long after the upload."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import LAMBDA_ZIP
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle

__all__ = ["ZipSize"]


class ZipSize(BundleRule):
    """The zip of a Lambda@Edge function, libraries included, may not be larger than the quota.

    Leave out distributions that the handler can do without; boto3 is in the runtime and is never in the zip.
    """

    id = "LAE201"
    title = "The zip is within the quota"
    source = LAMBDA_ZIP["viewer-request"].source
    valid = (replace(SAMPLE, zip_size=LAMBDA_ZIP["viewer-request"].value),)
    invalid = (
        replace(SAMPLE, zip_size=LAMBDA_ZIP["viewer-request"].value + 1),
        replace(SAMPLE, zip_size=LAMBDA_ZIP["origin-request"].value + 1, events=()),
    )

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """The zip against the smallest limit of the events it is attached to."""
        events = bundle.events or tuple(LAMBDA_ZIP)
        limit = min((bundle.limits.of(LAMBDA_ZIP[event]) for event in events), key=lambda item: item.value)
        if not limit.holds(bundle.zip_size):
            over = bundle.zip_size - limit.value
            yield self.on_package(
                bundle,
                f"{bundle.zip_size:,} bytes zipped; the limit is {limit} ({over:,} over)",
                do="import fewer distributions, and leave out of the zip what the handler does not import",
            )
