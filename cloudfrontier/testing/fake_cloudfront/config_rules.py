"""What a configuration must hold by itself: quantities, limits, and names that it defines and uses.

What it takes from the account (policies, functions, names of other distributions) is checked in `references`
and `associations`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront import limits
from cloudfrontier.testing.fake_cloudfront.behaviors import behaviors, items
from cloudfrontier.testing.fake_cloudfront.service_error import ServiceError

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.limits import Limit, Limits

__all__ = ["check_config", "check_quantities"]

_COUNTED: tuple[tuple[str, Limit, str], ...] = (
    ("CacheBehaviors", limits.BEHAVIORS, "TooManyCacheBehaviors"),
    ("Origins", limits.ORIGINS, "TooManyOrigins"),
    ("OriginGroups", limits.ORIGIN_GROUPS, "TooManyOriginGroupsPerDistribution"),
    ("Aliases", limits.CNAMES, "TooManyDistributionCNAMEs"),
)
_ORIGIN_TIMES: tuple[tuple[str, Limit, str], ...] = (
    ("OriginReadTimeout", limits.ORIGIN_READ_TIMEOUT, "InvalidOriginReadTimeout"),
    ("OriginKeepaliveTimeout", limits.ORIGIN_KEEPALIVE_TIMEOUT, "InvalidOriginKeepaliveTimeout"),
)


def check_config(config: Mapping[str, Any], *, known: Limits) -> None:
    """Refuse a configuration that is wrong whatever else the account holds.

    Raises:
        ServiceError: InconsistentQuantities, TooMany*, NoSuchOrigin, InvalidTTLOrder,
            InvalidDefaultRootObject, InvalidRelativePath, InvalidOriginReadTimeout,
            InvalidOriginKeepaliveTimeout or IllegalOriginAccessConfiguration.
    """
    check_quantities(config)
    for name, limit, code in _COUNTED:
        if len(items(config, name)) > known.of(limit).value:
            raise ServiceError(code)
    _check_root_object(config, known)
    for origin in items(config, "Origins"):
        _check_origin(origin, known)
    _check_behaviors(config)


def check_quantities(members: object) -> None:
    """Every `Quantity` must be the number of its `Items`.

    Raises:
        ServiceError: InconsistentQuantities.
    """
    for path, structure in _structures(members, ""):
        if "Quantity" not in structure:
            continue
        count = len(structure.get("Items") or ())
        if structure["Quantity"] != count:
            because = f"{path.lstrip('.')} says {structure['Quantity']} and holds {count}"
            raise ServiceError("InconsistentQuantities", because=because)


def _structures(value: object, path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, Mapping):
        yield path, value
        for name, member in value.items():
            yield from _structures(member, f"{path}.{name}")
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from _structures(item, f"{path}[{number}]")


def _check_root_object(config: Mapping[str, Any], known: Limits) -> None:
    name = str(config.get("DefaultRootObject") or "")
    if name.startswith("/") or len(name) > known.of(limits.DEFAULT_ROOT_OBJECT).value:
        raise ServiceError("InvalidDefaultRootObject")


def _check_origin(origin: Mapping[str, Any], known: Limits) -> None:
    path = str(origin.get("OriginPath") or "")
    if path and (not path.startswith("/") or path.endswith("/")):
        raise ServiceError("InvalidRelativePath")
    if len(items(origin, "CustomHeaders")) > known.of(limits.ORIGIN_CUSTOM_HEADERS).value:
        raise ServiceError("TooManyOriginCustomHeaders")
    identity = (origin.get("S3OriginConfig") or {}).get("OriginAccessIdentity")
    if origin.get("OriginAccessControlId") and identity:
        raise ServiceError("IllegalOriginAccessConfiguration")
    custom = origin.get("CustomOriginConfig") or {}
    for name, limit, code in _ORIGIN_TIMES:
        if name in custom and not known.of(limit).holds(custom[name]):
            raise ServiceError(code)


def _check_behaviors(config: Mapping[str, Any]) -> None:
    origins = {origin["Id"] for origin in items(config, "Origins")}
    groups = items(config, "OriginGroups")
    for member in (member for group in groups for member in items(group, "Members")):
        if member["OriginId"] not in origins:
            raise ServiceError("NoSuchOrigin", because=f"an origin group names {member['OriginId']!r}")
    named = origins | {group["Id"] for group in groups}
    for behavior in behaviors(config):
        target = behavior.members["TargetOriginId"]
        if target not in named:
            raise ServiceError("NoSuchOrigin", because=f"{behavior.pattern!r} names {target!r}")
        times = [
            behavior.members[name] for name in ("MinTTL", "DefaultTTL", "MaxTTL") if name in behavior.members
        ]
        if times != sorted(times):
            raise ServiceError("InvalidTTLOrder")
