"""LAE227: CloudFront refuses a function that has layers."""

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

__all__ = ["Layers"]


class Layers(ConfigurationRule):
    """CloudFront's answer to the attach was seen to be "The function cannot have a layer".

    Put what the layer holds into the zip: the content of its `python/` folder, at the root.
    """

    id = "LAE227"
    title = "The function has no layers"
    source = guide("lambda-at-edge-function-restrictions")
    valid = (SAMPLE, configured())
    invalid = (configured(layers=("arn:aws:lambda:us-east-1:123456789012:layer:shared:3",)),)

    def check_configuration(self, said: FunctionConfiguration, _bundle: Bundle) -> Iterator[Finding]:
        """At most one finding."""
        if said.layers:
            yield self.on_member(
                said,
                ("Layers",),
                f"the function has {len(said.layers)} layers, such as {said.layers[0]!r}"
                if len(said.layers) > 1
                else f"the function has the layer {said.layers[0]!r}",
                do="put its content into the zip, and take the layer off the function",
            )
