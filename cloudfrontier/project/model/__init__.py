"""The project as values: what `edge.toml` may say. One class a table; editors show the fields' docstrings.

The JSON Schema of `cloudfrontier schema` is generated from these classes, so a key exists in one place only.
Names follow CloudFront's own words. Paths are relative to the folder of `edge.toml`. What one table may say
alone stands here as a type; what takes two tables, or the disk, to judge stands in
`cloudfrontier.project.checks`.
"""

from __future__ import annotations

from dataclasses import field

from pydantic.dataclasses import dataclass

from cloudfrontier.project.model.ab_testing import AbKey, AbTesting, Experiment, Namespace, Variant
from cloudfrontier.project.model.auth import Auth, SessionKey
from cloudfrontier.project.model.auth_provider import Provider
from cloudfrontier.project.model.base import STRICT, FeatureName, FunctionRuntime, Name, PythonRuntime
from cloudfrontier.project.model.distribution import (
    BehaviorTable,
    CachePolicyTable,
    OriginRequestPolicyTable,
    OriginTable,
    Simulate,
)
from cloudfrontier.project.model.failures import ErrorPageTable, OriginGroupTable
from cloudfrontier.project.model.functions import FunctionTable, Headers, PathHeaders, Redirect, Rewrites
from cloudfrontier.project.model.handlers import HandlerTable
from cloudfrontier.project.model.ignore import Ignore
from cloudfrontier.project.model.remote_config import RemoteConfig
from cloudfrontier.project.model.response_headers import ResponseHeadersPolicyTable
from cloudfrontier.project.model.viewers import (
    DevicesTable,
    GeoRestrictionTable,
    KeyGroupTable,
    PublicKeyTable,
)

__all__ = [
    "AbKey",
    "AbTesting",
    "Auth",
    "BehaviorTable",
    "CachePolicyTable",
    "DevicesTable",
    "ErrorPageTable",
    "Experiment",
    "FeatureName",
    "FunctionTable",
    "GeoRestrictionTable",
    "HandlerTable",
    "Headers",
    "Ignore",
    "KeyGroupTable",
    "Namespace",
    "OriginGroupTable",
    "OriginRequestPolicyTable",
    "OriginTable",
    "PathHeaders",
    "Project",
    "ProjectTable",
    "Provider",
    "PublicKeyTable",
    "Redirect",
    "RemoteConfig",
    "ResponseHeadersPolicyTable",
    "Rewrites",
    "SessionKey",
    "Simulate",
    "Variant",
]


@dataclass(frozen=True, config=STRICT)
class ProjectTable:
    """What holds for the whole project."""

    name: Name
    """Prefix of everything that is deployed; at most 64 letters, digits, `-` and `_`."""
    dist: str = "dist"
    """The folder that `build` writes."""
    function_runtime: FunctionRuntime = "cloudfront-js-2.0"
    """Runtime of every CloudFront Function that names none of its own."""
    lambda_runtime: PythonRuntime = "python3.13"
    """Runtime of every Lambda@Edge handler that names none of its own; those in JavaScript name theirs."""
    default_root_object: str = ""
    """What `/` is answered with, such as `index.html`; no leading slash."""


@dataclass(frozen=True, config=STRICT)
class Project:
    """Everything that `edge.toml` says."""

    project: ProjectTable
    """What holds for the whole project."""
    origins: dict[Name, OriginTable]
    """Origins by id."""
    behaviors: tuple[BehaviorTable, ...]
    """Behaviors in the order in which CloudFront tries them; the last has the path `*`."""
    origin_groups: dict[Name, OriginGroupTable] = field(default_factory=dict)
    """Pairs of origins by id; a behavior names one where it would name an origin."""
    error_pages: tuple[ErrorPageTable, ...] = ()
    """What is sent in place of errors, one table a status."""
    key_groups: dict[Name, KeyGroupTable] = field(default_factory=dict)
    """Trusted key groups by name; behaviors ask for a signature of theirs."""
    geo_restriction: GeoRestrictionTable | None = None
    """Which countries are let in, or kept out."""
    viewers: dict[str, dict[str, str]] = field(default_factory=dict)
    """Who viewers are, for the simulator: `country` and more by network such as `203.0.113.0/24`."""
    devices: DevicesTable = field(default_factory=DevicesTable)
    """Which `User-Agent` is which device, for the simulator."""
    functions: dict[Name, FunctionTable] = field(default_factory=dict)
    """CloudFront Functions by name."""
    handlers: dict[Name, HandlerTable] = field(default_factory=dict)
    """Lambda@Edge handlers by name."""
    auth: Auth | None = None
    """Settings of the feature `auth`."""
    ab_testing: AbTesting | None = None
    """Settings of the feature `ab_testing`."""
    remote_config: RemoteConfig | None = None
    """Live settings, for changes without a deploy."""
    cache_policies: dict[Name, CachePolicyTable] = field(default_factory=dict)
    """Cache policies of your own by name."""
    origin_request_policies: dict[Name, OriginRequestPolicyTable] = field(default_factory=dict)
    """Origin request policies of your own by name."""
    response_headers_policies: dict[Name, ResponseHeadersPolicyTable] = field(default_factory=dict)
    """Response headers policies of your own by name."""
    limits: dict[str, int] = field(default_factory=dict)
    """Limits of AWS's by id that were raised for your account, or that AWS's own pages disagree about."""
    ignore: tuple[Ignore, ...] = ()
    """Findings that the project lives with, each with its reason."""
