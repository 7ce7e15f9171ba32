"""LAE229: Lambda@Edge runs zips and no container images."""

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

__all__ = ["ContainerImage"]


class ContainerImage(ConfigurationRule):
    """A function whose package is a container image cannot be attached.

    Make a function of the package type `Zip`; the type of a function never changes.
    """

    id = "LAE229"
    title = "The package is a zip"
    source = guide("lambda-at-edge-function-restrictions")
    valid = (SAMPLE, configured())
    invalid = (configured(package_type="Image"),)

    def check_configuration(self, said: FunctionConfiguration, _bundle: Bundle) -> Iterator[Finding]:
        """At most one finding."""
        if said.package_type != "Zip":
            yield self.on_member(
                said,
                ("PackageType",),
                f"the package is of the type {said.package_type!r}; Lambda@Edge runs zips only",
                do="make a new function from a zip: the type of a function cannot be changed",
            )
