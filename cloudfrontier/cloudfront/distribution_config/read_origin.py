"""Reads origins and origin groups of a configuration.

`OriginMtlsConfig` is looked for in two places: the API has it inside `CustomOriginConfig` (botocore 1.43.11),
an example of AWS's guide beside it, and no harm is done by reading both. Source:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/origin-enable-mtls-distributions.html
(read 2026-04).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.distribution_config.values import OriginConfig, OriginGroup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.cloudfront.distribution_config.json_text import KeyPath
    from cloudfrontier.cloudfront.distribution_config.members import Members

__all__ = ["BY_MEDIA_QUALITY", "read_group", "read_origin"]

BY_MEDIA_QUALITY = "media-quality-based"
"""Selection criteria of an origin group with media quality-aware resiliency."""

_MUTUAL_TLS = "OriginMtlsConfig"
_HTTPS_ONLY = "https-only"
_KINDS = ("CustomOriginConfig", "S3OriginConfig", "VpcOriginConfig")


def read_origin(members: Members) -> OriginConfig:
    """One of `Origins`; the values of its custom headers may be secrets."""
    headers = [
        (item.text("HeaderName", required=True), item.text("HeaderValue"))
        for item in members.items("CustomHeaders")
    ]
    kinds = {name: members.child(name) for name in _KINDS if members.has(name)}
    custom, bucket = kinds.get("CustomOriginConfig"), kinds.get("S3OriginConfig")
    return OriginConfig(
        id=members.text("Id", required=True),
        domain_name=members.text("DomainName", required=True),
        path=members.path,
        is_vpc="VpcOriginConfig" in kinds,
        has_mutual_tls=members.has(_MUTUAL_TLS) or (custom is not None and custom.has(_MUTUAL_TLS)),
        origin_path=members.text("OriginPath"),
        is_s3="S3OriginConfig" in kinds,
        has_identity=bucket is not None and bool(bucket.text("OriginAccessIdentity")),
        protocol_policy=custom.text("OriginProtocolPolicy", _HTTPS_ONLY) if custom else _HTTPS_ONLY,
        http_port=(custom.number("HTTPPort") if custom else None) or 80,
        https_port=(custom.number("HTTPSPort") if custom else None) or 443,
        connection_attempts=members.number("ConnectionAttempts"),
        connection_timeout=members.number("ConnectionTimeout"),
        read_timeout=_first(kinds.values(), "OriginReadTimeout"),
        response_completion_timeout=members.number("ResponseCompletionTimeout"),
        keepalive_timeout=_first(kinds.values(), "OriginKeepaliveTimeout"),
        ssl_protocols=custom.texts("OriginSslProtocols") if custom else (),
        header_names=tuple(name for name, _ in headers),
        headers=tuple(headers),
        numbers=tuple(_numbers(members, *kinds.values())),
    )


def read_group(members: Members) -> OriginGroup:
    """One of `OriginGroups`."""
    return OriginGroup(
        id=members.text("Id", required=True),
        members=tuple(
            item.text("OriginId", required=True) for item in members.items("Members", required=True)
        ),
        path=members.path,
        by_media_quality=members.text("SelectionCriteria") == BY_MEDIA_QUALITY,
        statuses=members.child("FailoverCriteria").child("StatusCodes").numbers(),
    )


def _first(kinds: Iterable[Members], name: str) -> int | None:
    """An origin is of one kind; more than one is told elsewhere."""
    return next((number for kind in kinds if (number := kind.number(name)) is not None), None)


def _numbers(origin: Members, *kinds: Members) -> list[tuple[KeyPath, int]]:
    own = ((origin, "ConnectionAttempts"), (origin, "ConnectionTimeout"))
    by_kind = ((kind, name) for kind in kinds for name in ("OriginReadTimeout", "OriginKeepaliveTimeout"))
    return [
        ((*holder.path, name), number)
        for holder, name in (*own, *by_kind)
        if (number := holder.number(name)) is not None
    ]
