"""The project as values: what `edge.toml` may say. One class a table; a field's docstring is what editors show.

The JSON Schema of `cloudfrontier schema` is generated from these classes, so a key exists in one place only.
Names follow CloudFront's own words. Paths are relative to the folder of `edge.toml`.
"""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Literal

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from cloudfrontier.cloudfront.cache_policy import HeaderBehavior, ItemBehavior
from cloudfrontier.cloudfront.distribution import OriginKind, ViewerProtocolPolicy

__all__ = [
    "AbTesting",
    "Auth",
    "BehaviorTable",
    "CachePolicyTable",
    "Experiment",
    "FeatureName",
    "FunctionTable",
    "HandlerTable",
    "Headers",
    "OriginRequestPolicyTable",
    "OriginTable",
    "Project",
    "ProjectTable",
    "Redirect",
    "Rewrites",
    "SessionKey",
    "Simulate",
    "Variant",
]

STRICT = ConfigDict(extra="forbid", use_attribute_docstrings=True)

Name = Annotated[str, Field(pattern=r"^[a-zA-Z0-9][a-zA-Z0-9-_]{0,63}$")]
FunctionRuntime = Literal["cloudfront-js-1.0", "cloudfront-js-2.0"]
LambdaRuntime = Literal["python3.10", "python3.11", "python3.12", "python3.13", "python3.14"]
FeatureName = Literal["auth", "ab_testing"]
UrlPath = Annotated[str, Field(pattern=r"^/")]


@dataclass(frozen=True, config=STRICT)
class ProjectTable:
    """What holds for the whole project."""

    name: Name
    """Prefix of everything that is deployed; at most 64 letters, digits, `-` and `_`."""
    dist: str = "dist"
    """The folder that `build` writes."""
    function_runtime: FunctionRuntime = "cloudfront-js-2.0"
    """Runtime of every CloudFront Function that names none of its own."""
    lambda_runtime: LambdaRuntime = "python3.13"
    """Runtime of every Lambda@Edge handler that names none of its own."""
    default_root_object: str = ""
    """What `/` is answered with, such as `index.html`; no leading slash."""


@dataclass(frozen=True, config=STRICT)
class Simulate:
    """What stands for an origin on this machine: exactly one of the keys."""

    folder: str | None = None
    """A folder that is served as S3 would serve a bucket."""
    python: str | None = None
    """A callable `file.py:name` that is given a request and returns a response."""


@dataclass(frozen=True, config=STRICT)
class OriginTable:
    """An origin of the distribution."""

    domain: str
    """The domain name that CloudFront fetches from."""
    kind: OriginKind = "custom"
    """`s3` for a bucket's REST endpoint, `custom` for everything else."""
    path: str = ""
    """Prefix added to every request, such as `/production`; starts with `/`, does not end with it."""
    region: str = ""
    """Region of an S3 bucket."""
    headers: dict[str, str] = field(default_factory=dict)
    """Headers that CloudFront adds to every request to this origin."""
    simulate: Simulate = field(default_factory=Simulate)
    """What stands for it on this machine."""


@dataclass(frozen=True, config=STRICT)
class Redirect:
    """One redirect, as a line of `_redirects` would say it."""

    source: UrlPath
    """Path that is redirected, without a query string."""
    target: str
    """Path or URL that the visitor is sent to."""
    status: Literal[301, 302, 303, 307, 308] = 301
    """HTTP status."""


@dataclass(frozen=True, config=STRICT)
class Rewrites:
    """Changes of the path that a visitor does not see."""

    index: str | None = None
    """Name of the document that stands for a directory, such as `index.html`."""


@dataclass(frozen=True, config=STRICT)
class Headers:
    """Response headers."""

    preset: Literal["security"] | None = None
    """`security`: HSTS, nosniff, frame, referrer and permissions policies."""
    set: dict[str, str] = field(default_factory=dict)
    """Headers to set, whatever the response has; they win over the preset."""
    remove: tuple[str, ...] = ()
    """Headers to take away."""


@dataclass(frozen=True, config=STRICT)
class FunctionTable:
    """A CloudFront Function: either a file of yours (`source`) or rules that are compiled."""

    event: Literal["viewer-request", "viewer-response"]
    """The event it is written for."""
    runtime: FunctionRuntime | None = None
    """Overrides `project.function_runtime`."""
    comment: str = ""
    """Shown in the console; at most 128 characters."""
    source: str | None = None
    """A JavaScript file of yours, used as it is."""
    redirects: tuple[str, ...] = ()
    """Files in the syntax of `_redirects`."""
    redirect: tuple[Redirect, ...] = ()
    """Redirects written here; they are tried before those of the files."""
    rewrites: Rewrites = field(default_factory=Rewrites)
    """Changes of the path that a visitor does not see."""
    headers: Headers = field(default_factory=Headers)
    """Response headers (viewer-response)."""


@dataclass(frozen=True, config=STRICT)
class HandlerTable:
    """A Lambda@Edge handler: either features of this package in their order, or a function of yours."""

    features: tuple[FeatureName, ...] = ()
    """Features that share the handler; each acts on the events it knows, in this order."""
    handler: str | None = None
    """A function of yours, `package.module.function`, found below the folder of edge.toml."""
    runtime: LambdaRuntime | None = None
    """Overrides `project.lambda_runtime`."""
    memory: int = 128
    """Megabytes."""
    timeout: int = 5
    """Seconds."""
    include_body: bool = False
    """Whether request events are given the body."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """Least severe message that is logged."""


@dataclass(frozen=True, config=STRICT)
class SessionKey:
    """A key that session cookies are signed with; the first signs, all are accepted."""

    id: Name
    """Names the key inside the cookie."""
    file: str
    """File with the key, base64url, 32 bytes or more; keep it out of the repository."""


@dataclass(frozen=True, config=STRICT)
class Auth:
    """Sign-in: who may pass, and where everybody else is sent."""

    keys: tuple[SessionKey, ...]
    """Keys of the session cookie."""
    sign_in: str = "/sign-in/"
    """Path or https URL of the page that signs visitors in."""
    return_parameter: str = "return_to"
    """Query parameter that tells that page where the visitor came from."""
    cookie: str = "__Host-session"
    """Name of the session cookie."""
    anonymous: tuple[UrlPath, ...] = ()
    """Path patterns that need no session."""


@dataclass(frozen=True, config=STRICT)
class Variant:
    """One arm of an experiment."""

    name: Name
    """Written into the cookie, the request header and the logs."""
    weight: int = 1
    """Share of the visitors, relative to the other variants."""
    prefix: str = ""
    """Path prefix that is put before the path at the origin, such as `/b`."""


@dataclass(frozen=True, config=STRICT)
class Experiment:
    """An experiment: a stable choice among variants for every visitor."""

    id: Name
    """Names the cookie (`ab-<id>`) and the request header (`x-ab-<id>`)."""
    variants: tuple[Variant, ...]
    """At least two."""
    paths: tuple[UrlPath, ...] = ("/*",)
    """Path patterns on which it runs."""
    seed: str = ""
    """Input of the hash; the id when empty. A new seed draws every visitor anew."""


@dataclass(frozen=True, config=STRICT)
class AbTesting:
    """Experiments and how a visitor is told from another."""

    experiments: tuple[Experiment, ...]
    """Experiments in the order in which they are drawn."""
    visitor_cookie: str = "__Host-visitor"
    """Cookie with the visitor's random id."""
    max_age: int = 31536000
    """Life of the cookies, seconds."""


@dataclass(frozen=True, config=STRICT)
class CachePolicyTable:
    """A cache policy of your own."""

    min_ttl: int = 1
    """Seconds."""
    default_ttl: int = 86400
    """Seconds."""
    max_ttl: int = 31536000
    """Seconds."""
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
    """An origin request policy of your own."""

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
    """Origin that a miss is fetched from."""
    cache_policy: str = "CachingOptimized"
    """A managed cache policy, or one of `cache_policies`."""
    origin_request_policy: str | None = None
    """A managed origin request policy, or one of `origin_request_policies`."""
    response_headers_policy: str | None = None
    """A managed response headers policy."""
    viewer_protocol_policy: ViewerProtocolPolicy = "redirect-to-https"
    """What plain HTTP is answered with."""
    methods: Literal["read", "read-options", "all"] = "read"
    """Methods that are let through: GET and HEAD, also OPTIONS, or all seven."""
    compress: bool = True
    """Whether CloudFront compresses."""
    viewer_request: Annotated[Name | None, Field(alias="viewer-request")] = None
    """Function or handler that runs for every request."""
    origin_request: Annotated[Name | None, Field(alias="origin-request")] = None
    """Handler that runs on a cache miss, before the origin."""
    origin_response: Annotated[Name | None, Field(alias="origin-response")] = None
    """Handler that runs on a cache miss, before the object is cached."""
    viewer_response: Annotated[Name | None, Field(alias="viewer-response")] = None
    """Function or handler that runs before a response is sent."""


@dataclass(frozen=True, config=STRICT)
class Project:
    """Everything that `edge.toml` says."""

    project: ProjectTable
    """What holds for the whole project."""
    origins: dict[Name, OriginTable]
    """Origins by id."""
    behaviors: tuple[BehaviorTable, ...]
    """Behaviors in the order in which CloudFront tries them; one has the path `*`."""
    functions: dict[Name, FunctionTable] = field(default_factory=dict)
    """CloudFront Functions by name."""
    handlers: dict[Name, HandlerTable] = field(default_factory=dict)
    """Lambda@Edge handlers by name."""
    auth: Auth | None = None
    """Settings of the feature `auth`."""
    ab_testing: AbTesting | None = None
    """Settings of the feature `ab_testing`."""
    cache_policies: dict[Name, CachePolicyTable] = field(default_factory=dict)
    """Cache policies of your own by name."""
    origin_request_policies: dict[Name, OriginRequestPolicyTable] = field(default_factory=dict)
    """Origin request policies of your own by name."""
