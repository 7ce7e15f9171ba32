"""LAE239: a configuration that was printed for other code says nothing about this zip."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import Source
from cloudfrontier.rules.bundle.bundle import SAMPLE
from cloudfrontier.rules.bundle.configuration.rule import ConfigurationRule, configured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle
    from cloudfrontier.rules.bundle.configuration.values import FunctionConfiguration

__all__ = ["OtherCode"]

SAMPLE_DIGEST = b64encode(bytes(range(32))).decode()


class OtherCode(ConfigurationRule):
    """`CodeSha256` is the digest of the zip that Lambda has.

    If it is another than this zip's, the configuration is of an earlier upload, or the zip was built anew:
    what is checked is then not what runs.
    """

    id = "LAE239"
    severity = "warning"
    title = "The configuration is that of this zip"
    source = Source("https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html", "2026-11")
    valid = (SAMPLE, configured(code_sha256=SAMPLE_DIGEST))
    invalid = (replace(configured(code_sha256=SAMPLE_DIGEST), code_sha256=b64encode(bytes(32)).decode()),)

    def check_configuration(self, said: FunctionConfiguration, bundle: Bundle) -> Iterator[Finding]:
        """At most one finding."""
        if said.code_sha256 and bundle.code_sha256 and said.code_sha256 != bundle.code_sha256:
            yield self.on_member(
                said,
                ("CodeSha256",),
                f"Lambda has the code {said.code_sha256}, this zip is {bundle.code_sha256}",
                do="upload the zip, or print the configuration of the version that holds it",
            )
