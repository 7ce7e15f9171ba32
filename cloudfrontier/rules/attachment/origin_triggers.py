"""DST419: some origins are spoken to in ways that leave no room for Lambda@Edge on the origin events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.events import ORIGIN_EVENTS
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample, lambdas, listed
from cloudfrontier.rules.attachment.words import behavior_named, function_named, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.distribution_config import BehaviorConfig, DistributionConfig
    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["OriginTriggers"]

_VPC = {"VpcOriginConfig": {"VpcOriginId": "vo_1234567890"}}
_MUTUAL_TLS = {
    "CustomOriginConfig": {
        "HTTPPort": 80,
        "HTTPSPort": 443,
        "OriginProtocolPolicy": "https-only",
        "OriginMtlsConfig": {"ClientCertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/1"},
    }
}


class OriginTriggers(AttachmentRule):
    """VPC origins, origin mutual TLS and media quality-aware origin groups do without origin events.

    An origin-request or origin-response function on a behavior that may ask such an origin, also as the
    second of an origin group, is not supported. Move what it does to the viewer events. Also:
    https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/origin-enable-mtls-distributions.html
    and https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/media-quality-score.html (both
    read 2026-04). Whether CloudFront refuses the third, or turns it off, is UNCERTAIN; it is an error here.
    """

    id = "DST419"
    title = "Origin events have an origin that supports them"
    source = guide("private-content-vpc-origins")
    valid = (
        AttachmentSample(
            {
                "Origins": [_VPC],
                "DefaultCacheBehavior": {"LambdaFunctionAssociations": lambdas("viewer-request")},
            }
        ),
    )
    invalid = (
        AttachmentSample(
            {
                "Origins": [_VPC],
                "DefaultCacheBehavior": {"LambdaFunctionAssociations": lambdas("origin-request")},
            }
        ),
        AttachmentSample(
            {
                "Origins": [_MUTUAL_TLS],
                "DefaultCacheBehavior": {"LambdaFunctionAssociations": lambdas("origin-response")},
            }
        ),
        AttachmentSample(
            {
                "Origins": [{"Id": "east"}, {"Id": "west"}],
                "OriginGroups": listed(
                    {
                        "Id": "site",
                        "Members": listed({"OriginId": "east"}, {"OriginId": "west"}),
                        "SelectionCriteria": "media-quality-based",
                    }
                ),
                "DefaultCacheBehavior": {"LambdaFunctionAssociations": lambdas("origin-request")},
            }
        ),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Looks at the origins of each behavior that has origin events."""
        for behavior in attachments.config.behaviors:
            attached = [item for item in behavior.associations if item.event in ORIGIN_EVENTS]
            obstacle = _obstacle(attachments.config, behavior) if attached else ""
            for item in attached if obstacle else ():
                message = (
                    f"{behavior_named(behavior)}: {function_named(item)} at {item.event}, but {obstacle}"
                )
                do = "move it to a viewer event, or use another origin"
                yield self.finding(attachments, (*item.path, "EventType"), message, do=do)


def _obstacle(config: DistributionConfig, behavior: BehaviorConfig) -> str:
    for origin in config.origins_of(behavior):
        if origin.is_vpc:
            return f"origin {short(origin.id)} is a VPC origin"
        if origin.has_mutual_tls:
            return f"origin {short(origin.id)} has mutual TLS"
    group = config.group_of(behavior)
    return (
        f"origin group {short(group.id)} selects by media quality" if group and group.by_media_quality else ""
    )
