"""The tables of rules that set headers: CORS, security headers with their policy, Cache-Control."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from cloudfrontier.project.model.base import STRICT, RelativePath
from cloudfrontier.project.model.rules_guard import Method

__all__ = ["CacheControlTable", "CorsTable", "CspTable", "SecurityTable"]


@dataclass(frozen=True, config=STRICT)
class CorsTable:
    """Which other origins may read responses. Both functions of a behavior take part: write it in one."""

    origins: tuple[str, ...]
    """`https://app.example.com`, `https://*.example.com` for all hosts below, or `*` for every origin."""
    methods: tuple[Method, ...] = ("GET", "HEAD")
    """Methods that other origins may use."""
    headers: tuple[str, ...] = ()
    """Request headers that other origins may send; `*` for any but Authorization."""
    expose: tuple[str, ...] = ()
    """Response headers that other origins may read."""
    credentials: bool = False
    """Whether browsers send cookies along; then no `*` stands anywhere."""
    max_age: Annotated[int, Field(ge=0, le=86400)] = 600
    """Seconds that a browser keeps the answer to a preflight."""


@dataclass(frozen=True, config=STRICT)
class CspTable:
    """A Content-Security-Policy; with `security`, its directives replace those of the preset."""

    directives: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Directive -> its sources, such as `script-src = ["'self'"]`; `[]` for one that takes none."""
    hash_files: dict[str, tuple[RelativePath, ...]] = field(default_factory=dict)
    """Directive -> files with the text between the tags of inline scripts or styles, to be hashed."""
    report_to: str = ""
    """https URL that browsers report violations to."""
    report_only: bool = False
    """Whether violations are reported and nothing is blocked."""


@dataclass(frozen=True, config=STRICT)
class SecurityTable:
    """Security headers with a Content-Security-Policy: each preset is an A+ at Mozilla's HTTP Observatory."""

    preset: Literal["strict", "site", "api"]
    """`strict`: everything from this host, nothing inline. `site`: inline styles, images from anywhere.
    `api`: nothing is ever shown as a page."""
    hsts: Annotated[int, Field(ge=15768000)] = 31536000
    """Seconds for which browsers come by HTTPS only; six months or more."""
    subdomains: bool = False
    """Whether that holds for all hosts below this one."""
    preload: bool = False
    """Whether the host may be put on the browsers' own list; takes `subdomains` and a year or more."""


@dataclass(frozen=True, config=STRICT)
class CacheControlTable:
    """Cache-Control for browsers; CloudFront itself goes by what the origin sent and its cache policy."""

    paths: dict[str, str] = field(default_factory=dict)
    """Path, written as the source of a redirect -> value; the first that matches decides."""
    extensions: dict[str, str] = field(default_factory=dict)
    """Extension without its dot, such as `css` -> value, where no path matches."""
    otherwise: str = ""
    """Value for all others; empty: they keep what they have."""
    keep: bool = False
    """Whether a response that has a Cache-Control keeps it."""
