"""LAE238: a function that is not ready cannot be attached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import Source
from cloudfrontier.rules.bundle.bundle import SAMPLE
from cloudfrontier.rules.bundle.configuration.rule import ConfigurationRule, configured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle
    from cloudfrontier.rules.bundle.configuration.values import FunctionConfiguration

__all__ = ["FunctionState"]


class FunctionState(ConfigurationRule):
    """CloudFront takes a function in the state Active.

    After an upload Lambda needs a while. An update can fail; what is attached is then the code from before.
    """

    id = "LAE238"
    title = "The function is active, and its last update done"
    source = Source("https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html", "2026-11")
    valid = (SAMPLE, configured(state="Active", last_update="Successful"))
    invalid = (configured(state="Failed"), configured(state="Active", last_update="InProgress"))

    def check_configuration(self, said: FunctionConfiguration, _bundle: Bundle) -> Iterator[Finding]:
        """At most one finding."""
        if said.state not in {"", "Active"}:
            yield self.on_member(
                said,
                ("State",),
                f"the function is in the state {said.state!r}; CloudFront takes active ones",
                do="wait for it (`aws lambda wait function-active-v2`), or see `StateReason`",
            )
        elif said.last_update not in {"", "Successful"}:
            yield self.on_member(
                said,
                ("LastUpdateStatus",),
                f"the last update of the function is {said.last_update!r}",
                do="wait for it (`aws lambda wait function-updated-v2`), or see `LastUpdateStatusReason`",
                severity="warning",
            )
