"""Who viewers are, and what CloudFront says of them in its own request headers.

1. CloudFront knows the place of every address; here a table says it, by network. What it says is added for
   every viewer, since countries may be kept out.
2. All other headers are made where a policy of the behavior names them. Nobody else sees any.
3. A request that brings such a header itself is taken at its word: that is how a test says where it is from.
4. What only a TLS handshake tells, `CloudFront-Viewer-TLS` and the fingerprints JA3 and JA4, is absent unless
   the table says it, and with plain HTTP always.

What device a viewer has is decided by `cloudfrontier.simulator.devices`. Source:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html and
.../georestrictions.html (read 2026-10). How an IPv6 address stands before its port is UNCERTAIN: in brackets.
"""

from __future__ import annotations

import ipaddress
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote

from cloudfrontier.cloudfront.generated_headers import GENERATED, GENERATED_NAMES
from cloudfrontier.cloudfront.headers import fold
from cloudfrontier.cloudfront.limits import VIEWER_HEADER_ORDER
from cloudfrontier.errors import UsageError
from cloudfrontier.simulator.devices import DEVICE_HEADERS, Devices, DeviceTexts

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.message import Request

__all__ = ["COUNTRY", "NO_VIEWERS", "VIEWER_FIELDS", "Viewers", "country_of"]

COUNTRY = "CloudFront-Viewer-Country"
_OF_TLS = GENERATED["tls"]
VIEWER_FIELDS: dict[str, str] = {
    name.removeprefix("CloudFront-Viewer-").lower().replace("-", "_"): name
    for name in (*GENERATED["location"], *_OF_TLS)
    if name != "CloudFront-Viewer-Address"
}
"""What a table says of a network (`country`, `city`, `ja4_fingerprint`, ...) -> the header that tells it."""

_PORT = 46532
"""Of the viewer; nothing here knows the real one."""


def country_of(request: Request) -> str:
    """The viewer's country as ISO 3166-1 alpha-2 in capitals; empty if nobody says it."""
    return request.headers.get(COUNTRY).strip().upper()


@dataclass(frozen=True)
class Viewers:
    """Networks (`203.0.113.0/24`) -> what is known of viewers there; the most precise network counts.

    `devices` says which kinds of device a `User-Agent` is of.

    Raises:
        UsageError: a network is none, or something is said that has no header.
    """

    by_network: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    devices: Devices = field(default_factory=DeviceTexts)

    def __post_init__(self) -> None:
        _ = self._networks

    def located(self, request: Request) -> Request:
        """The request with what the table says of its viewer, but for what it has already."""
        if not self.by_network:
            return request
        headers = request.headers
        for name, value in self._said_of(request):
            if name not in headers and (request.scheme == "https" or name not in _OF_TLS):
                headers = headers.add(name, value)
        return replace(request, headers=headers)

    def described(self, request: Request, *, sent: Request, names: frozenset[str]) -> Request:
        """The request with the other headers of those names, in lower case, but for what it has already.

        `sent`: the viewer's own request.
        """
        wanted = names.difference(request.headers.names())
        headers = request.headers
        for name, told in _TOLD.items():
            if fold(name) in wanted and (value := told(sent)):
                headers = headers.add(name, value)
        if not wanted.isdisjoint(_DEVICES):
            kinds = self.devices(sent.headers.get("user-agent"))
            for kind, name in DEVICE_HEADERS.items():
                if fold(name) in wanted:
                    headers = headers.add(name, "true" if kind in kinds else "false")
        return replace(request, headers=headers)

    def _said_of(self, request: Request) -> list[tuple[str, str]]:
        try:
            address = ipaddress.ip_address(request.client_ip)
        except ValueError:
            return []
        for network, known in self._networks:
            if address in network:
                return [(VIEWER_FIELDS[key], _encoded(value)) for key, value in known.items()]
        return []

    @cached_property
    def _networks(
        self,
    ) -> tuple[tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, Mapping[str, str]], ...]:
        found = []
        for text, known in self.by_network.items():
            try:
                network = ipaddress.ip_network(text, strict=False)
            except ValueError:
                raise UsageError(f"viewers: {text!r} is no network such as `203.0.113.0/24`") from None
            if unknown := set(known) - set(VIEWER_FIELDS):
                expected = ", ".join(VIEWER_FIELDS)
                raise UsageError(f"viewers: {text}: no {min(unknown)!r}; expected {expected}")
            found.append((network, known))
        return tuple(sorted(found, key=lambda item: -item[0].prefixlen))


def _encoded(value: str) -> str:
    """What is not ASCII is percent-encoded, and so are line breaks and their like."""
    return quote(value, safe=_VISIBLE)


def _address(sent: Request) -> str:
    try:
        address = ipaddress.ip_address(sent.client_ip)
    except ValueError:
        return ""
    return f"[{address}]:{_PORT}" if address.version == 6 else f"{address}:{_PORT}"


def _own_names(sent: Request) -> list[str]:
    """Names of the headers that the viewer sent, a line each; those in CloudFront's place are not its own."""
    return [name for name, _ in sent.headers.lines if fold(name) not in GENERATED_NAMES]


_VISIBLE = string.digits + string.ascii_letters + string.punctuation + " "
_DEVICES = frozenset(fold(name) for name in DEVICE_HEADERS.values())
_TOLD: dict[str, Callable[[Request], str]] = {
    "CloudFront-Viewer-Address": _address,
    "CloudFront-Forwarded-Proto": lambda sent: sent.scheme,
    "CloudFront-Viewer-Http-Version": lambda sent: sent.http_version,
    "CloudFront-Viewer-Header-Order": lambda sent: ":".join(_own_names(sent))[: VIEWER_HEADER_ORDER.value],
    "CloudFront-Viewer-Header-Count": lambda sent: str(len(_own_names(sent))),
}

NO_VIEWERS = Viewers()
