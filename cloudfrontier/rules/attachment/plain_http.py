"""DST426: what a visitor proves himself with should not travel where everybody can read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.attachment.auth import gates
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import CACHING_DISABLED, AttachmentSample, gate, lambdas
from cloudfrontier.rules.attachment.subject import FunctionFacts
from cloudfrontier.rules.attachment.words import behavior_named, function_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["PlainHttp"]

_FACTS = gate(FunctionFacts(is_auth=True))
_GATED = {"CachePolicyId": CACHING_DISABLED, "LambdaFunctionAssociations": lambdas("viewer-request")}


class PlainHttp(AttachmentRule):
    """A behavior with a gate answers plain HTTP: credentials and private pages can be read on their way.

    Cookies with the prefix `__Host-` are never sent over plain HTTP, so their owners are signed out there.
    """

    id = "DST426"
    severity = "warning"
    title = "Gated behaviors are for HTTPS only"
    source = guide("using-https-viewers-to-cloudfront")
    valid = (
        AttachmentSample(
            {"DefaultCacheBehavior": {**_GATED, "ViewerProtocolPolicy": "https-only"}}, facts=_FACTS
        ),
    )
    invalid = (
        AttachmentSample(
            {"DefaultCacheBehavior": {**_GATED, "ViewerProtocolPolicy": "allow-all"}}, facts=_FACTS
        ),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Looks at the protocol policy of each behavior with a gate."""
        for behavior in attachments.config.behaviors:
            if behavior.viewer_protocol_policy != "allow-all":
                continue
            for item, _ in gates(attachments, behavior):
                message = (
                    f"{behavior_named(behavior)} allows plain HTTP to what {function_named(item)} guards"
                )
                path = (*behavior.path, "ViewerProtocolPolicy")
                yield self.finding(attachments, path, message, do="make it redirect-to-https or https-only")
