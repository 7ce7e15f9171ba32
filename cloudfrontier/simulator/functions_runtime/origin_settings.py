"""What each setting of `cf.updateRequestOrigin` may be: one small check a setting, in one table.

Source: helper-functions-origin-modification of CloudFront's developer guide (read 2026-04).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from cloudfrontier.cloudfront.limits import (
    ORIGIN_CERTIFICATE_NAME,
    ORIGIN_CERTIFICATE_NAMES,
    ORIGIN_CONNECTION_ATTEMPTS,
    ORIGIN_CONNECTION_TIMEOUT,
    ORIGIN_DOMAIN_NAME_S3,
    ORIGIN_HOST_HEADER,
    ORIGIN_KEEPALIVE_TIMEOUT,
    ORIGIN_PATH,
    ORIGIN_READ_TIMEOUT,
    Limit,
)

__all__ = ["ORIGIN_DOMAIN_NAME_S3", "SETTINGS", "host", "text"]

Check = Callable[[str, Any], Iterator[str]]
"""A setting's name and value -> its faults."""

SIGNING = {
    "signingBehavior": ("always", "never", "no-override"),
    "signingProtocol": ("sigv4",),
    "originType": ("s3", "mediapackagev2", "mediastore", "lambda"),
}
PROTOCOLS = ("http", "https")
TLS = ("SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2")
ADDRESSES = ("ipv4", "ipv6", "dualstack")
PORTS = range(1, 65_536)


def text(name: str, value: Any, limit: Limit) -> Iterator[str]:
    """Faults of a text that has a length."""
    if not isinstance(value, str):
        yield f"{name}: text is expected"
    elif not limit.holds(len(value)):
        yield f"{name}: {len(value)} characters; the limit is {limit}"


def host(name: str, value: Any) -> Iterator[str]:
    """Faults of a name of a host: no port, no address."""
    yield from text(name, value, ORIGIN_HOST_HEADER)
    if isinstance(value, str) and (not value or ":" in value or is_address(value)):
        yield f"{name} {value!r}: a name without a port is expected, no address"


def is_address(name: str) -> bool:
    """Whether a name is an IP address."""
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def path(name: str, value: Any) -> Iterator[str]:
    """Faults of `originPath`; the empty one takes an inherited path away."""
    yield from text(name, value, ORIGIN_PATH)
    if isinstance(value, str) and value and (not value.startswith("/") or value.endswith("/")):
        yield f"{name} {value!r}: begins with a slash and ends without"


def whole(limit: Limit) -> Check:
    """A check of a whole number within a range."""

    def check(name: str, value: Any) -> Iterator[str]:
        if isinstance(value, bool) or not isinstance(value, int) or not limit.holds(value):
            yield f"{name} {value!r}: expected {limit}"

    return check


def one_of(*values: str) -> Check:
    """A check of one word of some."""

    def check(name: str, value: Any) -> Iterator[str]:
        if value not in values:
            yield f"{name} {value!r}: one of {', '.join(values)}"

    return check


def switch(name: str, value: Any) -> Iterator[str]:
    """Faults of what is true or false."""
    if not isinstance(value, bool):
        yield f"{name} {value!r}: true or false"


def any_text(name: str, value: Any) -> Iterator[str]:
    """Faults of a text of any length but none."""
    if not isinstance(value, str) or not value:
        yield f"{name} {value!r}: text is expected"


def port(name: str, value: Any) -> Iterator[str]:
    """Faults of a port."""
    if isinstance(value, bool) or not isinstance(value, int) or value not in PORTS:
        yield f"{name} {value!r}: a port is expected"


def protocols(name: str, value: Any) -> Iterator[str]:
    """Faults of `sslProtocols`."""
    if not isinstance(value, list) or not value or any(item not in TLS for item in value):
        yield f"{name} {value!r}: a list of {', '.join(TLS)}"


def certificates(name: str, value: Any) -> Iterator[str]:
    """Faults of `allowedCertificateNames`."""
    if not isinstance(value, list) or not ORIGIN_CERTIFICATE_NAMES.holds(len(value)):
        yield f"{name}: a list of at most {ORIGIN_CERTIFICATE_NAMES}"
        return
    for item in value:
        yield from text(name, item, ORIGIN_CERTIFICATE_NAME)


def members(checks: Mapping[str, Check], *, needed: tuple[str, ...] = ()) -> Check:
    """A check of an object by what it may hold."""

    def check(name: str, value: Any) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{name}: an object is expected"
            return
        for key, item in value.items():
            if key in checks:
                yield from checks[key](f"{name}.{key}", item)
            else:
                yield f"{name}.{key}: no such setting"
        yield from (f"{name}.{key} is missing" for key in needed if key not in value)

    return check


def timeouts(name: str, value: Any) -> Iterator[str]:
    """Faults of `timeouts`; the whole response may not have less time than each part of it."""
    yield from TIMES(name, value)
    if isinstance(value, dict):
        whole_time, part = value.get("responseCompletionTimeout"), value.get("readTimeout")
        if isinstance(whole_time, int) and isinstance(part, int) and whole_time < part:
            yield f"{name}.responseCompletionTimeout {whole_time}: less than readTimeout {part}"


def seconds(name: str, value: Any) -> Iterator[str]:
    """Faults of a time without a limit of its own."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        yield f"{name} {value!r}: seconds are expected"


TIMES = members(
    {
        "readTimeout": whole(ORIGIN_READ_TIMEOUT),
        "keepAliveTimeout": whole(ORIGIN_KEEPALIVE_TIMEOUT),
        "connectionTimeout": whole(ORIGIN_CONNECTION_TIMEOUT),
        "responseCompletionTimeout": seconds,
    }
)
SETTINGS: dict[str, Check] = {
    "allowedCertificateNames": certificates,
    "connectionAttempts": whole(ORIGIN_CONNECTION_ATTEMPTS),
    "customOriginConfig": members(
        {
            "port": port,
            "protocol": one_of(*PROTOCOLS),
            "sslProtocols": protocols,
            "ipAddressType": one_of(*ADDRESSES),
        }
    ),
    "hostHeader": host,
    "originAccessControlConfig": members(
        {"enabled": switch, **{name: one_of(*values) for name, values in SIGNING.items()}},
        needed=("enabled",),
    ),
    "originPath": path,
    "originShield": members({"enabled": switch, "region": any_text}, needed=("enabled",)),
    "sni": host,
    "timeouts": timeouts,
}
"""Settings but for `domainName` and `customHeaders`, which depend on more than themselves."""
