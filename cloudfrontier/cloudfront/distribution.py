"""A distribution as values: origins, behaviors, and what is attached to which event.

It comes from `edge.toml` or from a `DistributionConfig` of the API; the simulator, the rules on attachments
and the plan of a deployment read only this.

Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html (botocore
1.43.11).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from cloudfrontier.cloudfront.cache_policy import CachePolicy, OriginRequestPolicy, ResponseHeadersPolicy
from cloudfrontier.cloudfront.events import EventType, Kind
from cloudfrontier.cloudfront.generated_headers import GENERATED_NAMES, MADE_FOR_ALL_EXCEPT
from cloudfrontier.cloudfront.headers import fold

__all__ = [
    "DEFAULT_PATTERN",
    "Association",
    "Behavior",
    "Distribution",
    "ErrorPage",
    "GeoRestriction",
    "GeoRestrictionKind",
    "Origin",
    "OriginGroup",
    "OriginKind",
    "PublicKey",
    "ViewerProtocolPolicy",
]

ViewerProtocolPolicy = Literal["allow-all", "https-only", "redirect-to-https"]
OriginKind = Literal["s3", "custom"]

DEFAULT_PATTERN = "*"
"""The path pattern of the default behavior, which is always last."""


@dataclass(frozen=True)
class Association:
    """One function on one event of one behavior; `name` is its name in the manifest."""

    event: EventType
    kind: Kind
    name: str
    include_body: bool = False


@dataclass(frozen=True)
class Origin:
    """Where a miss is fetched from; times in seconds."""

    id: str
    kind: OriginKind
    domain_name: str
    path: str = ""
    custom_headers: tuple[tuple[str, str], ...] = ()
    region: str = ""
    port: int = 443
    protocol: Literal["http", "https"] = "https"
    as_viewer: tuple[int, int] | None = None
    """Ports for http and https where it is spoken to as the viewer speaks to CloudFront."""
    connection_attempts: int = 3
    """How often a connection is tried, and a GET or HEAD sent again that had no answer in time."""
    connection_timeout: int = 10
    read_timeout: int = 30
    """For the first bytes of an answer, and between any two parts of it."""
    response_completion_timeout: float | None = None
    """For the whole answer, all attempts together; None: there is no such bound."""
    keepalive_timeout: int = 5
    ssl_protocols: tuple[str, ...] = ("TLSv1.2",)
    has_identity: bool = False
    """Whether a bucket is asked with an origin access identity, which handlers are shown as `authMethod`."""
    host: str = ""
    """The `Host` that it is sent whatever a policy forwards; a function in viewer-request may ask for one."""


@dataclass(frozen=True)
class OriginGroup:
    """Two origins by their ids: the second is asked when the first fails with one of `statuses`."""

    id: str
    primary: str
    secondary: str
    statuses: frozenset[int]


@dataclass(frozen=True)
class ErrorPage:
    """What is sent instead of an error, or only how long the error is kept at least.

    `page`: path of the page, empty for the error itself; `response_status`: the status it is sent with, None
    for that of the error; `min_ttl`: seconds, None for CloudFront's own.
    """

    status: int
    page: str = ""
    response_status: int | None = None
    min_ttl: int | None = None


@dataclass(frozen=True)
class PublicKey:
    """A public key in PEM that signed URLs and cookies name by its id, `Key-Pair-Id`."""

    id: str
    pem: str


GeoRestrictionKind = Literal["none", "whitelist", "blacklist"]


@dataclass(frozen=True)
class GeoRestriction:
    """Which countries (ISO 3166-1 alpha-2) are let in, or kept out."""

    kind: GeoRestrictionKind = "none"
    countries: frozenset[str] = frozenset()

    def allows(self, country: str) -> bool:
        """Whether viewers of the country are let in; an unknown one, which is empty, is on no list."""
        return self.kind == "none" or (country in self.countries) == (self.kind == "whitelist")


@dataclass(frozen=True)
class Behavior:
    """What happens to requests whose path matches `path_pattern`."""

    path_pattern: str
    origin: str
    cache_policy: CachePolicy
    origin_request_policy: OriginRequestPolicy | None = None
    response_headers_policy: ResponseHeadersPolicy | None = None
    viewer_protocol_policy: ViewerProtocolPolicy = "redirect-to-https"
    allowed_methods: tuple[str, ...] = ("GET", "HEAD")
    cached_methods: tuple[str, ...] = ("GET", "HEAD")
    compress: bool = False
    associations: tuple[Association, ...] = ()
    signers: tuple[PublicKey, ...] | None = None
    """Keys one of which must have signed the URL or the cookies; None: anybody may ask."""
    has_forwarded_values: bool = False
    """Whether it forwards by `ForwardedValues`, the legacy settings, and not by policies."""

    def association(self, event: EventType) -> Association | None:
        """What runs at `event`; CloudFront allows one function an event."""
        return self._by_event.get(event)

    @cached_property
    def generated_headers(self) -> frozenset[str]:
        """Names, in lower case, of the headers of CloudFront's own that its policies have made.

        An origin request policy with `allExcept` has those on protocol, HTTP version, TLS, device and place
        made, too: AWS's page says so of the policy that it manages, and of own ones it is UNCERTAIN.
        """
        policy = self.origin_request_policy
        in_key = frozenset(fold(name) for name in self.cache_policy.headers)
        listed = frozenset(fold(name) for name in (policy.headers if policy else ()))
        if policy is not None and policy.header_behavior == "allExcept":
            return MADE_FOR_ALL_EXCEPT - listed | (in_key & GENERATED_NAMES)
        return (in_key | listed) & GENERATED_NAMES

    @cached_property
    def _by_event(self) -> dict[EventType, Association]:
        return {item.event: item for item in reversed(self.associations)}


@dataclass(frozen=True)
class Distribution:
    """The whole distribution; `behaviors` in the order in which CloudFront tries them, the default last."""

    id: str
    domain_name: str
    origins: tuple[Origin, ...]
    behaviors: tuple[Behavior, ...]
    default_root_object: str = ""
    aliases: tuple[str, ...] = field(default=())
    origin_groups: tuple[OriginGroup, ...] = ()
    error_pages: tuple[ErrorPage, ...] = ()
    geo_restriction: GeoRestriction = field(default_factory=GeoRestriction)

    def group(self, group_id: str) -> OriginGroup | None:
        """The origin group of that id; None where a behavior names an origin."""
        return next((group for group in self.origin_groups if group.id == group_id), None)

    def error_page(self, status: int) -> ErrorPage | None:
        """What the distribution says of errors with that status."""
        return next((page for page in self.error_pages if page.status == status), None)

    def origin(self, origin_id: str) -> Origin:
        """The origin of that id.

        Raises:
            KeyError: no origin has it.
        """
        for origin in self.origins:
            if origin.id == origin_id:
                return origin
        raise KeyError(origin_id)
