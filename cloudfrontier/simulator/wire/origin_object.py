"""`request.origin` of Lambda@Edge's origin events: made from an origin of the distribution, and read back.

1. Exactly one of `custom` and `s3`; a handler may swap one for the other and name any domain.
2. `authMethod` tells an origin access identity; origin access control cannot be written here, and is `none`.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html (read
2026-04).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.cloudfront.distribution import Origin
    from cloudfrontier.cloudfront.events import (
        CustomOriginConfig,
        LambdaHeaders,
        LambdaOrigin,
        S3OriginConfig,
    )

__all__ = ["origin_object", "read_origin"]

_IDENTITY = "origin-access-identity"


def origin_object(origin: Origin) -> LambdaOrigin:
    """The object as the origin events have it."""
    headers: LambdaHeaders = {}
    for name, value in origin.custom_headers:
        headers.setdefault(name.lower(), []).append({"key": name, "value": value})
    if origin.kind == "s3":
        s3: S3OriginConfig = {
            "authMethod": _method(origin),
            "customHeaders": headers,
            "domainName": origin.domain_name,
            "path": origin.path,
            "region": origin.region,
        }
        return {"s3": s3}
    custom: CustomOriginConfig = {
        "customHeaders": headers,
        "domainName": origin.domain_name,
        "keepaliveTimeout": origin.keepalive_timeout,
        "path": origin.path,
        "port": origin.port,
        "protocol": origin.protocol,
        "readTimeout": origin.read_timeout,
        # AWS's sample shows the read timeout here where no completion timeout is configured.
        "responseCompletionTimeout": _completion(origin),
        "sslProtocols": list(origin.ssl_protocols),
    }
    return {"custom": custom}


def _method(origin: Origin) -> str:
    return _IDENTITY if origin.has_identity else "none"


def _completion(origin: Origin) -> int:
    return int(origin.response_completion_timeout or origin.read_timeout)


def _completion_read(part: Mapping[str, Any], current: Origin) -> float | None:
    """0, and taking it away, are no bound at all; what was shown, and came back, changes nothing."""
    told = part.get("responseCompletionTimeout")
    is_as_it_was = told == _completion(current) or (told is None and current.kind == "s3")
    return current.response_completion_timeout if is_as_it_was else told or None


def read_origin(returned: Mapping[str, Any], *, current: Origin) -> Origin:
    """The origin to fetch from; what the handler left out stays as it was.

    `id` is empty when the handler named another domain than it was given.
    """
    is_s3 = "s3" in returned
    part = returned["s3" if is_s3 else "custom"]
    domain_name = part.get("domainName", current.domain_name)
    same = domain_name == current.domain_name
    return replace(
        current,
        id=current.id if same else "",
        kind="s3" if is_s3 else "custom",
        domain_name=domain_name,
        path=part.get("path", current.path),
        custom_headers=tuple(
            (entry.get("key") or name, entry["value"])
            for name, entries in (part.get("customHeaders") or {}).items()
            for entry in entries
        ),
        region=part.get("region", "") if is_s3 else "",
        has_identity=is_s3 and part.get("authMethod", _method(current)) == _IDENTITY,
        port=int(part.get("port", current.port)),
        protocol=part.get("protocol", current.protocol),
        read_timeout=int(part.get("readTimeout", current.read_timeout)),
        keepalive_timeout=int(part.get("keepaliveTimeout", current.keepalive_timeout)),
        response_completion_timeout=_completion_read(part, current),
        ssl_protocols=tuple(part.get("sslProtocols", current.ssl_protocols)),
    )
