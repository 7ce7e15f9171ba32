"""The tables that describe the distribution: where objects come from, how they are cached, what runs."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from cloudfrontier.cloudfront.cache_policy import HeaderBehavior, ItemBehavior
from cloudfrontier.cloudfront.distribution import Origin, OriginKind, ViewerProtocolPolicy
from cloudfrontier.project.model.base import STRICT, Name, RelativePath

__all__ = [
    "BehaviorTable",
    "CachePolicyTable",
    "Methods",
    "OriginRequestPolicyTable",
    "OriginTable",
    "Simulate",
]

Methods = Literal["read", "read-options", "all"]
Seconds = Annotated[int, Field(ge=0)]


@dataclass(frozen=True, config=STRICT)
class Simulate:
    """What stands for an origin on this machine, one of the keys; without any, requests to it are a 502."""

    folder: RelativePath | None = None
    """A folder that is served as S3 would serve a bucket."""
    python: str | None = None
    """A callable `file.py:name` that is given a request and returns a response."""
    url: str | None = None
    """A server such as `http://localhost:3000`; needs the extra `serve`."""
    recording: RelativePath | None = None
    """A file that requests are answered from, or beside another key is written to if `record` says so."""
    record: bool = False
    """Whether what the origin answers is written to `recording`, without cookies and credentials."""


@dataclass(frozen=True, config=STRICT)
class OriginTable:
    """An origin of the distribution."""

    domain: str
    """The domain name that CloudFront fetches from; no `https://`, no path."""
    kind: OriginKind = "custom"
    """`s3` for a bucket's REST endpoint, `custom` for everything else, a bucket's website endpoint too."""
    path: str = ""
    """Prefix added to every request, such as `/production`; starts with `/`, does not end with it."""
    region: str = ""
    """Region of an S3 bucket; read from the domain when empty."""
    protocol: Literal["https", "http"] = "https"
    """How a custom origin is spoken to; website endpoints of S3 know `http` only."""
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    """Port of a custom origin; 443 for https and 80 for http when absent."""
    headers: dict[str, str] = field(default_factory=dict)
    """Headers that CloudFront adds to every request to this origin."""
    connection_attempts: int = Origin.connection_attempts
    """How often a connection is tried, and a GET or HEAD sent again that had no answer in time; 1 to 3."""
    connection_timeout: int = Origin.connection_timeout
    """Seconds for a connection; 1 to 10."""
    read_timeout: int = Origin.read_timeout
    """Seconds for an answer to begin, and between two parts of it; 1 to 120."""
    response_completion_timeout: int | None = None
    """Seconds for the whole answer, all attempts together; as many as it takes when absent."""
    keepalive_timeout: int = Origin.keepalive_timeout
    """Seconds for which a connection that nobody uses is kept; 1 to 120."""
    simulate: Simulate = field(default_factory=Simulate)
    """What stands for it on this machine."""


@dataclass(frozen=True, config=STRICT)
class CachePolicyTable:
    """A cache policy of your own: what the cache key holds besides the path, and how long objects live."""

    min_ttl: Seconds = 1
    """Least seconds that an object stays, whatever the origin says."""
    default_ttl: Seconds = 86400
    """Seconds that an object stays when the origin says nothing."""
    max_ttl: Seconds = 31536000
    """Most seconds that an object stays, whatever the origin says."""
    headers: tuple[str, ...] = ()
    """Request headers in the cache key."""
    cookies: ItemBehavior = "none"
    """Which cookies are in the cache key."""
    cookie_names: tuple[str, ...] = ()
    """Names for `whitelist` and `allExcept`."""
    query_strings: ItemBehavior = "none"
    """Which query strings are in the cache key."""
    query_string_names: tuple[str, ...] = ()
    """Names for `whitelist` and `allExcept`."""
    gzip: bool = True
    """Whether gzip objects are cached apart."""
    brotli: bool = True
    """Whether brotli objects are cached apart."""


@dataclass(frozen=True, config=STRICT)
class OriginRequestPolicyTable:
    """An origin request policy of your own: what reaches the origin besides the cache key."""

    header_behavior: HeaderBehavior = "none"
    """Which viewer headers reach the origin."""
    headers: tuple[str, ...] = ()
    """Names for the behaviors that take names."""
    cookies: ItemBehavior = "none"
    """Which cookies reach the origin."""
    cookie_names: tuple[str, ...] = ()
    """Names for `whitelist` and `allExcept`."""
    query_strings: ItemBehavior = "none"
    """Which query strings reach the origin."""
    query_string_names: tuple[str, ...] = ()
    """Names for `whitelist` and `allExcept`."""


@dataclass(frozen=True, config=STRICT)
class BehaviorTable:
    """What happens to requests whose path matches; behaviors are tried in order, `*` is always last."""

    path: str
    """Path pattern, such as `/members/*`; `*` is the default behavior."""
    origin: Name
    """Origin, or origin group, that a miss is fetched from."""
    cache_policy: str = "CachingOptimized"
    """A managed cache policy, or one of `cache_policies`."""
    origin_request_policy: str | None = None
    """A managed origin request policy, or one of `origin_request_policies`."""
    response_headers_policy: str | None = None
    """A managed response headers policy, or one of `response_headers_policies`."""
    viewer_protocol_policy: ViewerProtocolPolicy = "redirect-to-https"
    """What plain HTTP is answered with."""
    methods: Methods = "read"
    """Methods that are let through: GET and HEAD, also OPTIONS, or all seven."""
    cache_options: bool = False
    """Whether answers to OPTIONS are cached too."""
    compress: bool = True
    """Whether CloudFront compresses."""
    key_groups: tuple[Name, ...] = ()
    """Key groups, one of whose keys must have signed the URL or the cookies of every request."""
    viewer_request: Annotated[Name | None, Field(alias="viewer-request")] = None
    """Function or handler that runs for every request."""
    origin_request: Annotated[Name | None, Field(alias="origin-request")] = None
    """Handler that runs on a cache miss, before the origin."""
    origin_response: Annotated[Name | None, Field(alias="origin-response")] = None
    """Handler that runs on a cache miss, before the object is cached."""
    viewer_response: Annotated[Name | None, Field(alias="viewer-response")] = None
    """Function or handler that runs before a response is sent."""
