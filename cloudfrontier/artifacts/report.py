"""What a build made and what it found, as values: the command line prints them, `infra` will read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cloudfront_functions import Compiled
from cloudfrontier.artifacts.manifest import FunctionArtifact, HandlerArtifact, Manifest
from cloudfrontier.cloudfront.events import EventType
from cloudfrontier.cloudfront.finding import Finding, Ignored
from cloudfrontier.cloudfront.limits import FUNCTION_SIZE, LAMBDA_ZIP, Limits

__all__ = ["BuildReport", "Measured"]


@dataclass(frozen=True)
class Measured:
    """One artefact against the limit of what it is: sizes in bytes, events that it is attached to."""

    file: str
    events: tuple[EventType, ...]
    size: int
    limit: int
    sha256: str

    @property
    def headroom(self) -> float:
        """The share of the limit that is left: 1 for an empty artefact, below 0 for one that is too large."""
        return 1 - self.size / self.limit


@dataclass(frozen=True)
class BuildReport:
    """A build: `dist` is the folder that was written, or would have been; `seconds` is how long it took.

    `sources`: texts of the files that findings name, by the names that findings use. `ignored`: what the
    project lives with. compiled: the functions that were made of rules, by name.
    """

    manifest: Manifest
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    dist: Path
    written: bool
    limits: Limits
    seconds: float
    sources: Mapping[str, str] = field(default_factory=dict, repr=False)
    ignored: tuple[Ignored, ...] = ()
    compiled: Mapping[str, Compiled] = field(default_factory=dict, repr=False)

    @property
    def has_errors(self) -> bool:
        """Whether nothing of it may be deployed."""
        return any(finding.severity == "error" for finding in self.findings)

    @property
    def measured(self) -> tuple[Measured, ...]:
        """Every artefact with its size and limit, functions first."""
        functions = (self._function(item) for item in self.manifest.functions)
        handlers = (self._handler(item) for item in self.manifest.handlers)
        return (*functions, *handlers)

    def _function(self, item: FunctionArtifact) -> Measured:
        limit = self.limits.of(FUNCTION_SIZE).value
        return Measured(item.path, (item.event,), item.bytes, limit, item.sha256)

    def _handler(self, item: HandlerArtifact) -> Measured:
        limit = min(self.limits.of(LAMBDA_ZIP[event]).value for event in item.events or LAMBDA_ZIP)
        return Measured(item.path, item.events, item.bytes, limit, item.sha256)
