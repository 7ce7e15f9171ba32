"""LAE240: an edge function cannot have tags."""

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

__all__ = ["Tags"]


class Tags(ConfigurationRule):
    """AWS says that tags cannot be added to edge functions.

    UNCERTAIN: whether CloudFront refuses a function that has some was not established, and so a warning.
    """

    id = "LAE240"
    severity = "warning"
    title = "The function has no tags"
    source = guide("edge-function-restrictions-all")
    valid = (SAMPLE, configured())
    invalid = (configured(tags=("team",)),)

    def check_configuration(self, said: FunctionConfiguration, _bundle: Bundle) -> Iterator[Finding]:
        """At most one finding."""
        if said.tags:
            yield self.on_member(
                said,
                ("Tags",),
                f"the function has tags: {', '.join(said.tags[:5])}",
                do="take them off: `aws lambda untag-resource`",
            )
