"""What there is at AWS, as values: a distribution, and whatever a project has deployed or wants to.

Of environment variables, origin headers and contents of stores only what a plan needs is held, and nothing of
it is printed; `read_state` fills these in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.distribution_config import Policies, lambda_arn
from infra.desired import HandlerSettings

if TYPE_CHECKING:
    from infra.associations import Held

__all__ = [
    "FunctionContent",
    "Live",
    "LiveDistribution",
    "LiveFunction",
    "LiveHandler",
    "LiveRole",
    "LiveStore",
    "LiveVersion",
    "unversioned",
]


@dataclass(frozen=True)
class LiveDistribution:
    """A distribution: `config` as boto3 gives it; `lost` are its fields that this botocore would delete."""

    id: str
    arn: str
    account: str
    domain_name: str
    status: str
    etag: str
    config: Mapping[str, Any] = field(repr=False)
    tags: Mapping[str, str] = field(default_factory=dict)
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class FunctionContent:
    """One stage of a CloudFront Function; `stores` are ARNs, `sha256` the hex digest of the code."""

    sha256: str
    runtime: str
    comment: str
    stores: tuple[str, ...] = ()


@dataclass(frozen=True)
class LiveFunction:
    """A CloudFront Function; a stage that does not exist is None."""

    development: FunctionContent | None = None
    live: FunctionContent | None = None


@dataclass(frozen=True)
class LiveVersion:
    """A published version of a Lambda function."""

    number: int
    arn: str
    code_sha256: str
    settings: HandlerSettings
    unsupported: tuple[str, ...] = ()


@dataclass(frozen=True)
class LiveHandler:
    """A Lambda function as it stands in `$LATEST`, and its versions in their order.

    `unsupported`: what it has that Lambda@Edge takes no function with, in words.
    """

    description: str
    code_sha256: str
    settings: HandlerSettings
    versions: tuple[LiveVersion, ...] = ()
    unsupported: tuple[str, ...] = ()

    def version_with(self, code_sha256: str, settings: HandlerSettings) -> LiveVersion | None:
        """The newest version with this code and these settings that the edge takes."""
        fitting = (
            version
            for version in reversed(self.versions)
            if (version.code_sha256, version.settings) == (code_sha256, settings) and not version.unsupported
        )
        return next(fitting, None)


@dataclass(frozen=True)
class LiveRole:
    """An execution role: whether both services may assume it, and whether its policy is what it should be.

    policy: the document that it has, None if it has none.
    """

    arn: str
    description: str
    is_trusted: bool
    has_policy: bool
    policy: object = field(default=None, repr=False)


@dataclass(frozen=True)
class LiveStore:
    """A KeyValueStore; the digests of its values by key, which say what differs and hold no content."""

    arn: str
    comment: str
    status: str
    entries: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Live:
    """Everything that a plan is made from, by deployed names; what does not exist is not in the mappings.

    `owned`: the ARNs, versions left off, of what is attached and is the project's own.
    """

    distribution: LiveDistribution
    functions: Mapping[str, LiveFunction] = field(default_factory=dict)
    handlers: Mapping[str, LiveHandler] = field(default_factory=dict)
    roles: Mapping[str, LiveRole] = field(default_factory=dict)
    stores: Mapping[str, LiveStore] = field(default_factory=dict)
    owned: frozenset[str] = frozenset()
    policies: Policies = field(default_factory=Policies)


def unversioned(held: Held) -> str:
    """The ARN of what a slot holds, without the number of a version."""
    parts = lambda_arn(held.arn) if held.kind == "handler" else None
    return held.arn.removesuffix(f":{parts.qualifier}") if parts and parts.qualifier else held.arn
