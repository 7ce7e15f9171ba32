"""Where viewers are, and what CloudFront says of them in its own request headers.

CloudFront knows the place of every address; here a table says it, by network. A request that brings
`CloudFront-Viewer-Country` or its like itself is taken at its word: that is how a test says where it is from.
Headers are added for every viewer; a policy of the behavior must name them before anybody sees them.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html and
.../georestrictions.html (read 2026-10). What device a viewer has is not guessed from its `User-Agent`.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.generated_headers import GENERATED
from cloudfrontier.errors import UsageError

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.message import Request

__all__ = ["COUNTRY", "LOCATION_FIELDS", "NO_VIEWERS", "Viewers", "country_of"]

COUNTRY = "CloudFront-Viewer-Country"
LOCATION_FIELDS: dict[str, str] = {
    name.removeprefix("CloudFront-Viewer-").lower().replace("-", "_"): name
    for name in GENERATED["location"]
    if name != "CloudFront-Viewer-Address"
}
"""What a table says of a network (`country`, `city`, `time_zone`, ...) -> the header that tells it."""

_PORT = 46532
"""Of the viewer; nothing here knows the real one."""


def country_of(request: Request) -> str:
    """The viewer's country as ISO 3166-1 alpha-2 in capitals; empty if nobody says it."""
    return request.headers.get(COUNTRY).strip().upper()


@dataclass(frozen=True)
class Viewers:
    """Networks (`203.0.113.0/24`) -> what is known of viewers there; the most precise network counts.

    Raises:
        UsageError: a network is none, or something is said that has no header.
    """

    by_network: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _ = self._networks

    def located(self, request: Request) -> Request:
        """The request with what CloudFront adds about its viewer, but for what it has already."""
        if not self.by_network:
            return request
        headers = request.headers
        for name, value in self._said_of(request):
            if name not in headers:
                headers = headers.add(name, value)
        return replace(request, headers=headers)

    def _said_of(self, request: Request) -> list[tuple[str, str]]:
        try:
            address = ipaddress.ip_address(request.client_ip)
        except ValueError:
            return []
        shown = f"[{address}]" if address.version == 6 else str(address)
        said = [
            ("CloudFront-Viewer-Address", f"{shown}:{_PORT}"),
            ("CloudFront-Forwarded-Proto", request.scheme),
            ("CloudFront-Viewer-Http-Version", request.http_version),
        ]
        for network, known in self._networks:
            if address in network:
                return said + [(LOCATION_FIELDS[key], value) for key, value in known.items()]
        return said

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
            if unknown := set(known) - set(LOCATION_FIELDS):
                expected = ", ".join(LOCATION_FIELDS)
                raise UsageError(f"viewers: {text}: no {min(unknown)!r}; expected {expected}")
            found.append((network, known))
        return tuple(sorted(found, key=lambda item: -item[0].prefixlen))


NO_VIEWERS = Viewers()
