"""What the rules on attachments look at: a configuration, what its functions do, and where things stand.

Rules take values only, so that a file, a project and a plan of a deployment meet the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cloudfrontier.cloudfront.distribution_config import (
    AttachedFunction,
    BehaviorConfig,
    DistributionConfig,
    KeyPath,
    Policies,
    read_config,
    read_json,
)
from cloudfrontier.cloudfront.events import EventType, Kind
from cloudfrontier.cloudfront.limits import AWS_LIMITS, PATH_PATTERN, Limits
from cloudfrontier.cloudfront.path_pattern import PathPattern, normalise_for_matching
from cloudfrontier.errors import UsageError
from cloudfrontier.rules.attachment.path_space import PathSpace, Search

__all__ = ["Attachments", "Experiment", "Facts", "FunctionFacts", "FunctionKey"]

FunctionKey = tuple[Kind, str]
"""Kind and name of a function: that of its ARN without a version, or its name in `edge.toml`."""

MOST_PATTERNS = 300
"""Behaviors whose patterns are compared; the quota is 75."""
LONGEST_PATH = 1024
"""Characters of a path that is held against the patterns."""

_NO_POLICIES = Policies()


@dataclass(frozen=True)
class Experiment:
    """What carries a visitor's variant to the origin and into the cache key, and the paths that it is for."""

    id: str
    header: str = ""
    cookie: str = ""
    paths: tuple[str, ...] = ("/*",)
    events: tuple[EventType, ...] = ()
    """Origin events at which it must act as well, or its visitors are not served what they should be."""


@dataclass(frozen=True)
class FunctionFacts:
    """What a function does, as far as whoever asks knows it. Names of headers may have any case."""

    is_auth: bool = False
    """Whether it keeps visitors out: pages behind it are private."""
    identity_headers: tuple[str, ...] = ()
    """Request headers that tell visitors apart once it has run: in a cache key, they part the answers."""
    identity_cookies: tuple[str, ...] = ()
    """Cookies that do."""
    experiments: tuple[Experiment, ...] = ()
    reads_query_strings: bool = False
    """Whether it reads query strings at an origin event; the viewer events are given all of them."""
    query_strings: frozenset[str] = frozenset()
    """Their names; empty: not known."""
    writes_query_strings: bool = False
    """Whether it adds or changes query strings at viewer-request."""
    reads_cookies: bool = False
    """Whether it reads cookies at an origin event."""
    cookies: frozenset[str] = frozenset()
    """Their names; empty: not known."""
    sets_headers: frozenset[str] = frozenset()
    """Response headers that it sets at a response event."""


Facts = Mapping[FunctionKey, FunctionFacts]


def _nowhere(_: KeyPath) -> tuple[int, int]:
    return 0, 0


@dataclass(frozen=True)
class Attachments:
    """A configuration to check; `name` becomes the `file` of findings.

    place: line and column (1-based; 0: not known) of what stands at a path of the configuration.
    """

    name: str
    config: DistributionConfig
    facts: Facts = field(default_factory=dict)
    place: Callable[[KeyPath], tuple[int, int]] = _nowhere
    limits: Limits = AWS_LIMITS

    @classmethod
    def from_json(
        cls,
        raw: str | bytes,
        *,
        name: str,
        facts: Facts | None = None,
        policies: Policies = _NO_POLICIES,
        limits: Limits = AWS_LIMITS,
    ) -> Attachments:
        """What the AWS CLI prints, or the configuration alone.

        Raises:
            UsageError: it is no JSON, or no configuration; the message begins with `name:line:column`.
        """
        text = read_json(raw, name=name)
        try:
            config = read_config(text.value, policies=policies)
        except UsageError as error:
            line, column = text.place(())
            raise UsageError(f"{name}:{line}:{column}: {error}") from None
        return cls(name, config, facts or {}, text.place, limits)

    def facts_of(self, item: AttachedFunction) -> FunctionFacts | None:
        """What is known of the function, None if nothing is."""
        return self.facts.get((item.kind, item.name))

    def reaches(self, behavior: BehaviorConfig, *, below: str = "") -> Search:
        """A path that this behavior takes and none before it, and that the pattern `below` matches too."""
        index = self._indexes.get(behavior.path)
        if index is None:
            return Search(None, finished=False)
        required = [index, self._pattern_indexes[below]] if below in self._pattern_indexes else [index]
        return self._space.find(required, but_not=range(index))

    def shared(self, behavior: BehaviorConfig, other: BehaviorConfig) -> Search:
        """A path that this behavior takes and none before it, and that the other's pattern matches too."""
        index, second = self._indexes.get(behavior.path), self._indexes.get(other.path)
        if index is None or second is None:
            return Search(None, finished=False)
        return self._space.find([index, second], but_not=range(index))

    def covers(self, behavior: BehaviorConfig, others: tuple[BehaviorConfig, ...]) -> bool:
        """Whether it is certain that every path of the behavior is one of the others' too."""
        index = self._indexes.get(behavior.path)
        indexes = [self._indexes[item.path] for item in others if item.path in self._indexes]
        return index is not None and self._space.find([index], but_not=indexes).is_empty

    def behavior_for(self, path: str) -> BehaviorConfig | None:
        """The behavior that takes a path; None if there is none, or the path is longer than anybody's."""
        if len(path) > LONGEST_PATH:
            return None
        normalised = normalise_for_matching(path)
        taking = (item for item, pattern in self._patterns if pattern.matches(normalised, normalised=True))
        return next(taking, None)

    @cached_property
    def comparable(self) -> tuple[BehaviorConfig, ...]:
        """The behaviors whose patterns are compared: CloudFront takes none that is longer than its limit."""
        taken = [item for item in self.config.behaviors if PATH_PATTERN.holds(len(item.path_pattern))]
        return tuple(taken[:MOST_PATTERNS])

    @cached_property
    def _patterns(self) -> tuple[tuple[BehaviorConfig, PathPattern], ...]:
        return tuple((item, PathPattern(item.path_pattern)) for item in self.comparable)

    @cached_property
    def _indexes(self) -> dict[KeyPath, int]:
        return {item.path: index for index, item in enumerate(self.comparable)}

    @cached_property
    def _pattern_indexes(self) -> dict[str, int]:
        known = {path for facts in self.facts.values() for item in facts.experiments for path in item.paths}
        fitting = sorted(path for path in known if PATH_PATTERN.holds(len(path)))
        return {path: index for index, path in enumerate(fitting, start=len(self.comparable))}

    @cached_property
    def _space(self) -> PathSpace:
        return PathSpace([*(item.path_pattern for item in self.comparable), *self._pattern_indexes])
