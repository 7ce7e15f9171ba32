"""LAE235: a zip that is encrypted with a key of your own cannot be copied to the edge."""

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

__all__ = ["CustomerKey"]


class CustomerKey(ConfigurationRule):
    """Lambda@Edge does not take a function whose zip is encrypted with a customer managed key of KMS.

    `get-function` shows that as `Code.SourceKMSKeyArn`: an error. `get-function-configuration` has only
    `KMSKeyArn`, which may be there for variables or snapshots alone: a warning.
    """

    id = "LAE235"
    title = "No key of yours encrypts the zip"
    source = guide("lambda-at-edge-function-restrictions")
    valid = (SAMPLE, configured())
    invalid = (
        configured(source_key="arn:aws:kms:us-east-1:123456789012:key/1"),
        configured(key="arn:aws:kms:us-east-1:123456789012:key/1"),
    )

    def check_configuration(self, said: FunctionConfiguration, _bundle: Bundle) -> Iterator[Finding]:
        """At most one finding."""
        if said.source_key:
            yield self.on_member(
                said,
                ("Code", "SourceKMSKeyArn"),
                "the zip is encrypted with a customer managed key",
                do="upload it again without `SourceKMSKeyArn`: AWS encrypts it with a key of its own",
            )
        elif said.key:
            yield self.on_member(
                said,
                ("KMSKeyArn",),
                "the function has a customer managed key; if it encrypts the zip, the attach is refused",
                do="take it off, or see with `aws lambda get-function` whether `SourceKMSKeyArn` is there",
                severity="warning",
            )
