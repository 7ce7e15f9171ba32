"""Distributions as the operations show them: in full, and in one line of a list.

The full view holds the configuration exactly as it was sent. A line of a list must hold members that a
configuration may leave out; these show what CloudFront takes when they are absent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cloudfrontier.testing.fake_cloudfront.request import Answer
    from cloudfrontier.testing.fake_cloudfront.state import Account, Distribution

__all__ = ["full_view", "status_of", "summary"]

_NONE: dict[str, Any] = {"Quantity": 0}
_DEFAULTS: dict[str, Any] = {
    "Aliases": _NONE,
    "CacheBehaviors": _NONE,
    "CustomErrorResponses": _NONE,
    "PriceClass": "PriceClass_All",
    "ViewerCertificate": {"CloudFrontDefaultCertificate": True},
    "Restrictions": {"GeoRestriction": {"RestrictionType": "none", "Quantity": 0}},
    "WebACLId": "",
    "HttpVersion": "http2",
    "IsIPV6Enabled": False,
    "Staging": False,
}
"""What holds for members that are left out, as the API reference of DistributionConfig says."""

_SHOWN = (
    *_DEFAULTS,
    "Origins",
    "OriginGroups",
    "DefaultCacheBehavior",
    "Comment",
    "Enabled",
    "ConnectionMode",
    "AnycastIpListId",
    "ViewerMtlsConfig",
    "ConnectionFunctionAssociation",
)


def status_of(account: Account, distribution: Distribution) -> str:
    """`Deployed` or `InProgress`."""
    return "Deployed" if distribution.settling.done(account.now) else "InProgress"


def full_view(account: Account, distribution: Distribution) -> Answer:
    """The `Distribution` of an answer."""
    running = [item for item in distribution.invalidations.values() if not item.settling.done(account.now)]
    return {
        "Id": distribution.id,
        "ARN": distribution.arn,
        "Status": status_of(account, distribution),
        "LastModifiedTime": distribution.modified,
        "InProgressInvalidationBatches": len(running),
        "DomainName": distribution.domain_name,
        "ActiveTrustedSigners": {"Enabled": False, "Quantity": 0},
        "ActiveTrustedKeyGroups": {"Enabled": False, "Quantity": 0},
        "DistributionConfig": distribution.config.element,
    }


def summary(account: Account, distribution: Distribution) -> Answer:
    """One item of a `DistributionList`."""
    config = {**_DEFAULTS, **distribution.config.members}
    return {
        "Id": distribution.id,
        "ARN": distribution.arn,
        "ETag": distribution.version.etag,
        "Status": status_of(account, distribution),
        "LastModifiedTime": distribution.modified,
        "DomainName": distribution.domain_name,
        **{name: config[name] for name in _SHOWN if name in config},
    }
