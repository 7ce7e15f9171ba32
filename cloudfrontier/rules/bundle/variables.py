"""LAE228: CloudFront refuses a function that has environment variables."""

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

__all__ = ["Variables"]

MOST_NAMED = 5


class Variables(ConfigurationRule):
    """CloudFront's answer to the attach was seen to be "The function cannot have environment variables".

    Write what they hold into the zip when it is built.
    """

    id = "LAE228"
    title = "The function has no environment variables"
    source = guide("lambda-at-edge-function-restrictions")
    valid = (SAMPLE, configured())
    invalid = (configured(variables=("TABLE", "STAGE")),)

    def check_configuration(self, said: FunctionConfiguration, _bundle: Bundle) -> Iterator[Finding]:
        """At most one finding; values are never shown."""
        if said.variables:
            names = ", ".join(said.variables[:MOST_NAMED])
            more = len(said.variables) - MOST_NAMED
            yield self.on_member(
                said,
                ("Environment", "Variables"),
                f"the function has environment variables: {names}{f' and {more} more' if more > 0 else ''}",
                do="write the values into the zip, and take the variables off the function",
            )
