"""The three kinds of policy that a behavior names: what is cached by, what reaches the origin, what is added.

Values only; what they mean for one request is decided in `cloudfrontier.simulator.policies`, and which of
them AWS manages stands in `managed_policies`.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-the-cache-key.html
(read in a copy of 2026-04).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

__all__ = [
    "CORS_METHODS",
    "CachePolicy",
    "HeaderBehavior",
    "ItemBehavior",
    "ItemSelection",
    "OriginRequestPolicy",
    "ResponseHeader",
    "ResponseHeadersPolicy",
]

ItemBehavior = Literal["none", "whitelist", "allExcept", "all"]
HeaderBehavior = Literal["none", "whitelist", "allViewer", "allViewerAndWhitelistCloudFront", "allExcept"]


CORS_METHODS = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")
"""What `ALL` stands for in the CORS settings of a response headers policy, as AWS's own policies write it."""


@dataclass(frozen=True)
class ItemSelection:
    """Which cookies or query strings: the API's behavior word and the names it speaks of."""

    behavior: ItemBehavior = "none"
    names: tuple[str, ...] = ()
    has_wildcards: bool = False
    """Whether `*` and `?` in names stand for characters: in legacy lists of cookies only."""


@dataclass(frozen=True)
class CachePolicy:
    """What the cache key holds besides domain and path, and how long an object lives (seconds)."""

    name: str
    id: str = ""
    min_ttl: int = 1
    default_ttl: int = 86400
    max_ttl: int = 31536000
    headers: tuple[str, ...] = ()
    cookies: ItemSelection = field(default_factory=ItemSelection)
    query_strings: ItemSelection = field(default_factory=ItemSelection)
    gzip: bool = False
    brotli: bool = False


@dataclass(frozen=True)
class OriginRequestPolicy:
    """What reaches the origin besides the cache key."""

    name: str
    id: str = ""
    header_behavior: HeaderBehavior = "none"
    headers: tuple[str, ...] = ()
    cookies: ItemSelection = field(default_factory=ItemSelection)
    query_strings: ItemSelection = field(default_factory=ItemSelection)


@dataclass(frozen=True)
class ResponseHeader:
    """A header that a response headers policy sets; `override`: also where the response has it already."""

    name: str
    value: str
    override: bool = False


@dataclass(frozen=True)
class ResponseHeadersPolicy:
    """Headers removed from, then added to, what the viewer is sent.

    A list in `cors` is one header whose values are parted by commas; of the origins that are allowed there, a
    response names the one that asked. `server_timing`: the percentage of responses that have that header;
    with 0 it comes where a request asks for it, with None never.
    """

    name: str
    id: str = ""
    remove: tuple[str, ...] = ()
    cors: tuple[ResponseHeader, ...] = ()
    cors_override: bool = False
    security: tuple[ResponseHeader, ...] = ()
    custom: tuple[ResponseHeader, ...] = ()
    server_timing: float | None = None
