"""LAE202: until 2025 viewer events took 1 MB; whether the API still refuses more is not known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import LAMBDA_ZIP, LAMBDA_ZIP_LEGACY_VIEWER
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle

__all__ = ["LegacyZipSize"]


class LegacyZipSize(BundleRule):
    """On viewer events, a zip over 1 MB was refused until 2025, and may still be in some accounts.

    AWS's page now says 50 MB for all events; the last report of a refusal is of 2024-03. An account that is
    known to take more says so in edge.toml, under `[limits]`.
    """

    id = "LAE202"
    severity = "warning"
    title = "On viewer events the zip is within the old quota too"
    source = LAMBDA_ZIP_LEGACY_VIEWER.source
    valid = (
        replace(SAMPLE, zip_size=LAMBDA_ZIP_LEGACY_VIEWER.value),
        replace(SAMPLE, zip_size=LAMBDA_ZIP_LEGACY_VIEWER.value + 1, events=("origin-request",)),
        # more than any account takes is LAE201's
        replace(SAMPLE, zip_size=LAMBDA_ZIP["viewer-request"].value + 1),
    )
    invalid = (replace(SAMPLE, zip_size=LAMBDA_ZIP_LEGACY_VIEWER.value + 1),)

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """The zip against the old limit, where LAE201 has nothing to say."""
        limit = bundle.limits.of(LAMBDA_ZIP_LEGACY_VIEWER)
        current = bundle.limits.of(LAMBDA_ZIP["viewer-request"])
        if bundle.viewer_events and not limit.holds(bundle.zip_size) and current.holds(bundle.zip_size):
            yield self.on_package(
                bundle,
                f"{bundle.zip_size:,} bytes zipped, on {', '.join(bundle.viewer_events)}: some accounts may"
                f" still have the old limit of {limit}",
                do=f"import less, or after an attach that passed set `{limit.id} = {current.value}`",
            )
