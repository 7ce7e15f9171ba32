"""DST434: a distribution that shares its traffic with a staging distribution does without HTTP/3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample
from cloudfrontier.rules.attachment.words import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["ContinuousDeployment"]

_HTTP_3 = ("http3", "http2and3")


class ContinuousDeployment(AttachmentRule):
    """Neither a primary distribution with a staging one, nor the staging one itself, speaks HTTP/3."""

    id = "DST434"
    title = "Continuous deployment goes without HTTP/3"
    source = guide("continuous-deployment-quotas-considerations")
    valid = (
        AttachmentSample({"HttpVersion": "http2and3"}),
        AttachmentSample({"HttpVersion": "http2", "Staging": True}),
    )
    invalid = (
        AttachmentSample({"HttpVersion": "http2and3", "Staging": True}),
        AttachmentSample({"HttpVersion": "http3", "ContinuousDeploymentPolicyId": "a-policy"}),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Looks at the distribution's own members."""
        config = attachments.config
        what = "is a staging distribution" if config.is_staging else "has a continuous deployment policy"
        if config.http_version in _HTTP_3 and (config.is_staging or config.continuous_deployment_policy_id):
            message = f"the distribution {what} and speaks {short(config.http_version)}"
            path = (*config.path, "HttpVersion")
            yield self.finding(attachments, path, message, do="make `HttpVersion` http2 while you deploy so")
