"""LAE236: SnapStart is not known to work at the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.bundle.bundle import SAMPLE
from cloudfrontier.rules.bundle.configuration.rule import ConfigurationRule, configured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle
    from cloudfrontier.rules.bundle.configuration.values import FunctionConfiguration

__all__ = ["SnapStart"]


class SnapStart(ConfigurationRule):
    """AWS's list of what Lambda@Edge lacks does not name SnapStart; users report that it cannot be had.

    UNCERTAIN, and so a warning.
    """

    id = "LAE236"
    severity = "warning"
    title = "SnapStart is off"
    source = guide("lambda-at-edge-function-restrictions")
    valid = (SAMPLE, configured(snap_start="None"))
    invalid = (configured(snap_start="PublishedVersions"),)

    def check_configuration(self, said: FunctionConfiguration, _bundle: Bundle) -> Iterator[Finding]:
        """At most one finding."""
        if said.snap_start == "PublishedVersions":
            yield self.on_member(
                said,
                ("SnapStart", "ApplyOn"),
                "SnapStart is on; at the edge users report that it cannot be had",
                do="turn it off, and keep what is imported small",
            )
