"""LAE234: active tracing with X-Ray is among what Lambda@Edge does not support."""

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

__all__ = ["ActiveTracing"]


class ActiveTracing(ConfigurationRule):
    """`PassThrough` is what every function has and means none; `Active` is X-Ray.

    AWS lists X-Ray as not supported. UNCERTAIN: no text of a refusal was found, so an attach may pass and
    record nothing; this is the stricter reading.
    """

    id = "LAE234"
    title = "The function does not trace"
    source = guide("lambda-at-edge-function-restrictions")
    valid = (SAMPLE, configured(tracing="PassThrough"))
    invalid = (configured(tracing="Active"),)

    def check_configuration(self, said: FunctionConfiguration, _bundle: Bundle) -> Iterator[Finding]:
        """At most one finding."""
        if said.tracing == "Active":
            yield self.on_member(
                said,
                ("TracingConfig", "Mode"),
                "active tracing is on, and Lambda@Edge has no X-Ray",
                do="`aws lambda update-function-configuration --tracing-config Mode=PassThrough`",
            )
