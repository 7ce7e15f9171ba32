"""The tables of a response headers policy of one's own: what a viewer's response loses, and what it gains."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from cloudfrontier.project.model.base import STRICT

__all__ = [
    "CorsTable",
    "ReferrerPolicy",
    "ResponseHeadersPolicyTable",
    "SecurityTable",
    "TransportSecurity",
]

ReferrerPolicy = Literal[
    "no-referrer",
    "no-referrer-when-downgrade",
    "origin",
    "origin-when-cross-origin",
    "same-origin",
    "strict-origin",
    "strict-origin-when-cross-origin",
    "unsafe-url",
]
CorsMethod = Literal["GET", "DELETE", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "ALL"]
Seconds = Annotated[int, Field(ge=0)]


@dataclass(frozen=True, config=STRICT)
class CorsTable:
    """CORS headers, for requests with `Origin`; those of preflights for OPTIONS only."""

    allow_origins: tuple[str, ...]
    """Origins such as `https://shop.example` or `https://*.shop.example`, or `*` alone for all of them."""
    allow_methods: tuple[CorsMethod, ...] = ("GET", "HEAD")
    """Methods that a preflight is told of; `ALL` stands for all seven."""
    allow_headers: tuple[str, ...] = ("*",)
    """Request headers that a preflight is told of; `*` stands for all."""
    expose_headers: tuple[str, ...] = ()
    """Response headers that scripts may read."""
    max_age: Seconds | None = None
    """Seconds for which a browser remembers a preflight; it decides itself when absent."""
    allow_credentials: bool = False
    """Whether cookies and credentials may be sent."""
    override: bool = False
    """Whether they replace those of the origin; without, one of the origin's keeps all of them out."""


@dataclass(frozen=True, config=STRICT)
class TransportSecurity:
    """`Strict-Transport-Security`."""

    max_age: Seconds
    """Seconds for which a browser uses HTTPS only."""
    include_subdomains: bool = False
    """Whether subdomains are meant, too."""
    preload: bool = False
    """Whether the domain may be in the lists that browsers come with."""


@dataclass(frozen=True, config=STRICT)
class SecurityTable:
    """Security headers; one that is left out is not added."""

    content_security_policy: str | None = None
    """`Content-Security-Policy`; 1,783 characters at most."""
    referrer_policy: ReferrerPolicy | None = None
    """`Referrer-Policy`."""
    strict_transport_security: TransportSecurity | None = None
    """`Strict-Transport-Security`."""
    content_type_options: bool = False
    """Whether `X-Content-Type-Options: nosniff` is added."""
    frame_options: Literal["DENY", "SAMEORIGIN"] | None = None
    """`X-Frame-Options`."""
    xss_protection: str | None = None
    """`X-XSS-Protection`: `0`, `1`, `1; mode=block`, or `1; report=` and a URL."""


@dataclass(frozen=True, config=STRICT)
class ResponseHeadersPolicyTable:
    """A response headers policy of your own: headers that are removed, then those that are added."""

    remove: tuple[str, ...] = ()
    """Headers that are removed first."""
    cors: CorsTable | None = None
    """CORS headers."""
    security: SecurityTable = field(default_factory=SecurityTable)
    """Security headers."""
    headers: dict[str, str] = field(default_factory=dict)
    """Headers of your own, ten at most; a value may be empty."""
    override: tuple[str, ...] = ()
    """Which of the security headers and of your own replace what the origin sent; others only fill in."""
    server_timing: Annotated[float, Field(ge=0, le=100)] | None = None
    """Percentage of responses with `Server-Timing`, which tells how CloudFront came by them; with `0` only
    those to requests with `Pragma: server-timing`, and none when absent."""
