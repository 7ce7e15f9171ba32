"""LAE230: Lambda@Edge runs on x86_64 and nowhere else."""

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

__all__ = ["Architecture"]


class Architecture(ConfigurationRule):
    """A function for arm64 cannot be attached.

    Update its code with `--architectures x86_64`, and build its libraries anew for that.
    """

    id = "LAE230"
    title = "The function is for x86_64"
    source = guide("lambda-at-edge-function-restrictions")
    valid = (SAMPLE, configured(architectures=("x86_64",)))
    invalid = (configured(architectures=("arm64",)),)

    def check_configuration(self, said: FunctionConfiguration, _bundle: Bundle) -> Iterator[Finding]:
        """At most one finding."""
        others = [name for name in said.architectures if name != "x86_64"]
        if others:
            yield self.on_member(
                said,
                ("Architectures",),
                f"the function is for {others[0]}; Lambda@Edge runs x86_64 only",
                do="`aws lambda update-function-code --architectures x86_64`, with libraries for it",
            )
