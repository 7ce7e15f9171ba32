"""The tables that say who may ask: keys that sign URLs and cookies, countries, and where viewers are."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from cloudfrontier.project.model.base import COUNTRY_PATTERN, KEY_ID_PATTERN, STRICT, RelativePath

__all__ = ["Country", "DevicesTable", "GeoRestrictionTable", "KeyGroupTable", "PublicKeyTable"]

Country = Annotated[str, Field(pattern=COUNTRY_PATTERN)]
"""ISO 3166-1 alpha-2, in capitals."""


@dataclass(frozen=True, config=STRICT)
class PublicKeyTable:
    """A public key that CloudFront knows; the private one signs."""

    id: Annotated[str, Field(pattern=KEY_ID_PATTERN)]
    """Its id in CloudFront, which URLs and cookies name as `Key-Pair-Id`."""
    file: RelativePath
    """The public key in PEM: RSA 2048 or ECDSA P-256."""


@dataclass(frozen=True, config=STRICT)
class KeyGroupTable:
    """Public keys, one of which must have signed."""

    keys: tuple[PublicKeyTable, ...]
    """Five at most."""


@dataclass(frozen=True, config=STRICT)
class DevicesTable:
    """Texts in a `User-Agent` that make a device one of a kind; the simulator's own for kinds left out."""

    android: tuple[str, ...] | None = None
    """Of `CloudFront-Is-Android-Viewer`."""
    desktop: tuple[str, ...] | None = None
    """Of `CloudFront-Is-Desktop-Viewer`."""
    ios: tuple[str, ...] | None = None
    """Of `CloudFront-Is-IOS-Viewer`."""
    mobile: tuple[str, ...] | None = None
    """Of `CloudFront-Is-Mobile-Viewer`."""
    smarttv: tuple[str, ...] | None = None
    """Of `CloudFront-Is-SmartTV-Viewer`."""
    tablet: tuple[str, ...] | None = None
    """Of `CloudFront-Is-Tablet-Viewer`."""


@dataclass(frozen=True, config=STRICT)
class GeoRestrictionTable:
    """Countries that are let in, or kept out."""

    kind: Literal["whitelist", "blacklist"]
    """`whitelist` lets in, `blacklist` keeps out."""
    countries: tuple[Country, ...]
    """ISO 3166-1 alpha-2, such as `DE`."""
