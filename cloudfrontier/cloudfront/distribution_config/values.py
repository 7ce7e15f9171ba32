"""A distribution's configuration as rules read it: what decides which code runs where, and what it is given.

It is wider than `Distribution`, which is what a request meets: it keeps ARNs, policies of which only the id
is known, and what the API would refuse. `path` is where a thing stands in what was read, for findings; the
names of members below it are the API's.

Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html (botocore
1.43.11).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from cloudfrontier.cloudfront.cache_policy import CachePolicy, OriginRequestPolicy, ResponseHeadersPolicy
from cloudfrontier.cloudfront.distribution import Association
from cloudfrontier.cloudfront.distribution_config.json_text import KeyPath

__all__ = [
    "AttachedFunction",
    "BehaviorConfig",
    "ConfigFault",
    "DistributionConfig",
    "ErrorPage",
    "FaultKind",
    "OriginConfig",
    "OriginGroup",
]

FaultKind = Literal["shape", "quantity"]


@dataclass(frozen=True)
class ConfigFault:
    """What is not as the API has it: a member of a wrong type, or a `Quantity` that does not add up."""

    kind: FaultKind
    path: KeyPath
    message: str


@dataclass(frozen=True)
class AttachedFunction(Association):
    """A function on an event; `name` is what people call it, `arn` is empty where nothing is deployed yet."""

    arn: str = ""
    path: KeyPath = ()


@dataclass(frozen=True)
class BehaviorConfig:
    """A behavior; a policy is None where there is none, or where only its id is known.

    The TTLs (seconds) are those of the behavior itself, which go with `ForwardedValues` only;
    `cache_policy` then says in the words of a policy what the two mean.
    """

    path_pattern: str
    target: str
    path: KeyPath = ()
    is_default: bool = False
    """Whether it takes whatever no other behavior takes; another one may well have its pattern, `*`."""
    associations: tuple[AttachedFunction, ...] = ()
    cache_policy_id: str = ""
    cache_policy: CachePolicy | None = None
    origin_request_policy_id: str = ""
    origin_request_policy: OriginRequestPolicy | None = None
    response_headers_policy_id: str = ""
    response_headers_policy: ResponseHeadersPolicy | None = None
    has_forwarded_values: bool = False
    min_ttl: int | None = None
    default_ttl: int | None = None
    max_ttl: int | None = None
    viewer_protocol_policy: str = ""
    allowed_methods: tuple[str, ...] = ("GET", "HEAD")
    cached_methods: tuple[str, ...] = ("GET", "HEAD")
    key_groups: int = 0
    key_group_ids: tuple[str, ...] = ()
    """Trusted key groups, one of whose keys must have signed every request."""
    trusts_accounts: bool = False
    """Whether it has trusted signers of the old kind, whole AWS accounts."""
    compress: bool = False
    grpc: bool = False
    smooth_streaming: bool = False

    def at(self, event: str) -> tuple[AttachedFunction, ...]:
        """What is attached to an event; more than one is refused by CloudFront."""
        return tuple(item for item in self.associations if item.event == event)


@dataclass(frozen=True)
class OriginConfig:
    """An origin: what of it matters to edge code, and the numbers that have limits."""

    id: str
    domain_name: str
    path: KeyPath = ()
    is_vpc: bool = False
    has_mutual_tls: bool = False
    origin_path: str = ""
    is_s3: bool = False
    """Whether it is a bucket's REST endpoint, `S3OriginConfig`."""
    has_identity: bool = False
    """Whether that names an origin access identity."""
    protocol_policy: str = "https-only"
    http_port: int = 80
    https_port: int = 443
    connection_attempts: int | None = None
    connection_timeout: int | None = None
    read_timeout: int | None = None
    response_completion_timeout: int | None = None
    keepalive_timeout: int | None = None
    """Times in seconds; None where the configuration leaves them to CloudFront."""
    ssl_protocols: tuple[str, ...] = ()
    header_names: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Custom headers; their values may be secrets: origins are sent them, and nobody is shown them."""
    numbers: tuple[tuple[KeyPath, int], ...] = ()
    """Timeouts and attempts by the path of their members below this origin."""


@dataclass(frozen=True)
class OriginGroup:
    """Two origins, the second for failures; `by_media_quality`: CloudFront picks the better stream."""

    id: str
    members: tuple[str, ...]
    path: KeyPath = ()
    by_media_quality: bool = False
    statuses: tuple[int, ...] = ()
    """Statuses of the first origin on which the second is asked."""


@dataclass(frozen=True)
class ErrorPage:
    """What is answered instead of an error; `page_path` is empty where only the caching is configured."""

    error_code: int
    path: KeyPath = ()
    page_path: str = ""
    response_code: str = ""
    min_ttl: int | None = None
    """Least seconds that the error is cached; None: CloudFront's own."""


@dataclass(frozen=True)
class DistributionConfig:
    """The configuration; `behaviors` in the order in which they are tried, the default, if any, last.

    account: 12 digits, empty if not known. aside: what was not read, by path, untouched.
    """

    origins: tuple[OriginConfig, ...]
    behaviors: tuple[BehaviorConfig, ...]
    origin_groups: tuple[OriginGroup, ...] = ()
    error_pages: tuple[ErrorPage, ...] = ()
    path: KeyPath = ()
    account: str = ""
    default_root_object: str = ""
    aliases: tuple[str, ...] = ()
    http_version: str = ""
    is_staging: bool = False
    geo_restriction: str = "none"
    """`none`, `whitelist` or `blacklist`, of `countries` (ISO 3166-1 alpha-2)."""
    countries: tuple[str, ...] = ()
    id: str = ""
    domain_name: str = ""
    """Id and domain name where the document tells them, as `get-distribution` does."""
    continuous_deployment_policy_id: str = ""
    faults: tuple[ConfigFault, ...] = ()
    aside: Mapping[KeyPath, object] = field(default_factory=dict, repr=False)

    @property
    def default_behavior(self) -> BehaviorConfig | None:
        """The behavior of every path that no other takes; None if it is missing, which the API refuses."""
        last = self.behaviors[-1] if self.behaviors else None
        return last if last is not None and last.is_default else None

    def origins_of(self, behavior: BehaviorConfig) -> tuple[OriginConfig, ...]:
        """The origins that the behavior may ask: one, those of an origin group, or none that is known."""
        group = self.group_of(behavior)
        ids = group.members if group else (behavior.target,)
        return tuple(origin for origin in self.origins if origin.id in ids)

    def group_of(self, behavior: BehaviorConfig) -> OriginGroup | None:
        """The origin group that the behavior asks, if it asks one."""
        return next((group for group in self.origin_groups if group.id == behavior.target), None)
