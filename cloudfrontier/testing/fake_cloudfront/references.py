"""What a distribution may name: policies and access controls that exist, alternate names nobody else has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloudfrontier.testing.fake_cloudfront.behaviors import behaviors, items
from cloudfrontier.testing.fake_cloudfront.service_error import ServiceError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.testing.fake_cloudfront.state import Account

__all__ = ["check_references"]

_OF_BEHAVIORS: tuple[tuple[str, str, str], ...] = (
    ("CachePolicyId", "CachePolicy", "NoSuchCachePolicy"),
    ("OriginRequestPolicyId", "OriginRequestPolicy", "NoSuchOriginRequestPolicy"),
    ("ResponseHeadersPolicyId", "ResponseHeadersPolicy", "NoSuchResponseHeadersPolicy"),
)


def check_references(account: Account, config: Mapping[str, Any], *, own_id: str) -> None:
    """Refuse names of things that are not there, or that are another distribution's.

    Raises:
        ServiceError: NoSuchCachePolicy, NoSuchOriginRequestPolicy, NoSuchResponseHeadersPolicy,
            InvalidOriginAccessControl, NoSuchContinuousDeploymentPolicy or CNAMEAlreadyExists.
    """
    for behavior in behaviors(config):
        for member, kind, code in _OF_BEHAVIORS:
            _check_known(account, kind, behavior.members.get(member), code)
    for origin in items(config, "Origins"):
        _check_known(
            account, "OriginAccessControl", origin.get("OriginAccessControlId"), "InvalidOriginAccessControl"
        )
    policy = config.get("ContinuousDeploymentPolicyId")
    _check_known(account, "ContinuousDeploymentPolicy", policy, "NoSuchContinuousDeploymentPolicy")
    _check_aliases(account, config, own_id)


def _check_known(account: Account, kind: str, wanted: object, code: str) -> None:
    if wanted and wanted not in account.resources[kind]:
        raise ServiceError(code, because=f"id {wanted!r}")


def _check_aliases(account: Account, config: Mapping[str, Any], own_id: str) -> None:
    wanted = {str(alias).lower() for alias in items(config, "Aliases")}
    for other in account.distributions.values():
        taken = {str(alias).lower() for alias in items(other.config.members, "Aliases")}
        if other.id != own_id and wanted & taken:
            raise ServiceError("CNAMEAlreadyExists")
