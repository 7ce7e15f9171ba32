"""What an account holds: distributions, functions, stores and policies, and how they hang together.

Records are plain and are changed only by the room that owns the operation, under the server's lock and only
after every rule has been checked: a refused call leaves no trace.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from cloudfrontier.testing.fake_cloudfront.behaviors import Behavior, behaviors
from cloudfrontier.testing.fake_cloudfront.config import Config
from cloudfrontier.testing.fake_cloudfront.service_error import ServiceError
from cloudfrontier.testing.fake_cloudfront.settling import Delay, Settling
from cloudfrontier.testing.fake_cloudfront.versions import Version

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.limits import Limit, Limits
    from cloudfrontier.testing.fake_cloudfront.ids import Ids

__all__ = [
    "Account",
    "Distribution",
    "EdgeFunction",
    "Invalidation",
    "KeyValueStore",
    "Resource",
    "Stage",
    "StageName",
]

StageName = Literal["DEVELOPMENT", "LIVE"]


@dataclass
class Invalidation:
    """Paths that are being removed from the caches."""

    id: str
    created: datetime
    batch: Mapping[str, Any]
    settling: Settling


@dataclass
class Distribution:
    """A distribution, staging or not."""

    id: str
    arn: str
    domain_name: str
    config: Config
    version: Version
    settling: Settling
    modified: datetime
    tags: dict[str, str] = field(default_factory=dict)
    invalidations: dict[str, Invalidation] = field(default_factory=dict)


@dataclass
class Stage:
    """One stage of a CloudFront Function; each has ETags of its own."""

    config: Mapping[str, Any]
    code: bytes
    version: Version
    modified: datetime


@dataclass
class EdgeFunction:
    """A CloudFront Function; `live` is None until it is published."""

    name: str
    arn: str
    created: datetime
    development: Stage
    live: Stage | None = None
    tags: dict[str, str] = field(default_factory=dict)


@dataclass
class KeyValueStore:
    """A store; `version` is the control plane's ETag, `data_version` that of the data plane."""

    id: str
    name: str
    arn: str
    comment: str
    created: datetime
    modified: datetime
    version: Version
    data_version: Version
    settling: Settling
    entries: dict[str, str] = field(default_factory=dict)
    failure: str = ""
    tags: dict[str, str] = field(default_factory=dict)


@dataclass
class Resource:
    """A policy or an origin access control: an id and a configuration."""

    id: str
    config: Mapping[str, Any]
    version: Version
    modified: datetime
    managed: bool = False


class Account:
    """All that is in one AWS account; `now` is the time of the call that is being answered."""

    def __init__(
        self, account_id: str, *, limits: Limits, ids: Ids, clock: Callable[[], datetime], delay: Delay
    ) -> None:
        self.id = account_id
        self.limits = limits
        self.ids = ids
        self.delay = delay
        self._clock = clock
        self.now = clock()
        self.distributions: dict[str, Distribution] = {}
        self.functions: dict[str, EdgeFunction] = {}
        self.stores: dict[str, KeyValueStore] = {}
        self.resources: dict[str, dict[str, Resource]] = {}

    def begin_call(self) -> None:
        """Read the clock, once a call."""
        self.now = self._clock()

    def limit(self, limit: Limit) -> int:
        """The value of a limit as this account has it."""
        return self.limits.of(limit).value

    def arn(self, kind: str, name: str) -> str:
        """The ARN of something of CloudFront's, which has no region."""
        return f"arn:aws:cloudfront::{self.id}:{kind}/{name}"

    def version(self) -> Version:
        """ETags of a new resource."""
        return Version(self.ids.short)

    def settling(self) -> Settling:
        """A change that begins now."""
        return Settling(self.delay, self.now)

    def distribution(self, distribution_id: str) -> Distribution:
        """The distribution of that id.

        Raises:
            ServiceError: NoSuchDistribution.
        """
        try:
            return self.distributions[distribution_id]
        except KeyError:
            raise ServiceError("NoSuchDistribution", "The specified distribution does not exist.") from None

    def redeploy(self, distribution: Distribution) -> None:
        """Something that the distribution uses, or itself, has changed: a new ETag, and InProgress."""
        distribution.version.move()
        distribution.settling = self.settling()
        distribution.modified = self.now

    def using(self, uses: Callable[[Behavior], bool]) -> list[Distribution]:
        """The distributions with a behavior that does."""
        return [
            distribution
            for distribution in self.distributions.values()
            if any(uses(behavior) for behavior in behaviors(distribution.config.members))
        ]

    def with_function(self, arn: str) -> list[Distribution]:
        """The distributions that a CloudFront Function is attached to."""
        return self.using(lambda behavior: arn in {item["FunctionARN"] for item in behavior.functions})

    def settlings(self) -> list[Settling]:
        """Everything that is or was on its way."""
        found = [store.settling for store in self.stores.values()]
        for distribution in self.distributions.values():
            found.append(distribution.settling)
            found += [item.settling for item in distribution.invalidations.values()]
        return found
