"""LAE233: a dead letter queue is among what Lambda@Edge does not support."""

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

__all__ = ["DeadLetterQueue"]


class DeadLetterQueue(ConfigurationRule):
    """CloudFront calls a function and waits for its answer: no event is ever left over for a queue."""

    id = "LAE233"
    title = "The function has no dead letter queue"
    source = guide("lambda-at-edge-function-restrictions")
    valid = (SAMPLE, configured())
    invalid = (configured(dead_letter_queue="arn:aws:sqs:us-east-1:123456789012:left-over"),)

    def check_configuration(self, said: FunctionConfiguration, _bundle: Bundle) -> Iterator[Finding]:
        """At most one finding."""
        if said.dead_letter_queue:
            yield self.on_member(
                said,
                ("DeadLetterConfig", "TargetArn"),
                f"the function has the dead letter queue {said.dead_letter_queue!r}",
                do="take it off: `aws lambda update-function-configuration --dead-letter-config TargetArn=`",
            )
