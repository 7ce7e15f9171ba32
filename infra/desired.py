"""What a project wants attached: `dist/manifest.json` and the behaviors of edge.toml, as deployed names.

Only what a behavior names is deployed. Nothing is built and nothing is asked of AWS here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.events import EventType, Kind
from cloudfrontier.errors import UsageError
from cloudfrontier.project.to_distribution import to_distribution
from infra.associations import Slot
from infra.grants import Grant, grants_of
from infra.naming import function_name, handler_name, role_arn_of, store_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.artifacts.manifest import FunctionArtifact, HandlerArtifact, Manifest
    from cloudfrontier.cloudfront.distribution import Association
    from cloudfrontier.project import LoadedProject

__all__ = [
    "Desired",
    "DesiredAssociation",
    "DesiredFunction",
    "DesiredHandler",
    "DesiredStore",
    "HandlerSettings",
    "desired_of",
]


@dataclass(frozen=True)
class DesiredStore:
    """A KeyValueStore; `path` (relative to dist/) is a file in CloudFront's import format."""

    name: str
    deployed_name: str
    path: str
    sha256: str


@dataclass(frozen=True)
class DesiredFunction:
    """A CloudFront Function; `store` is the deployed name of its KeyValueStore, empty if it has none."""

    name: str
    deployed_name: str
    event: EventType
    runtime: str
    comment: str
    path: str
    sha256: str
    store: str = ""


@dataclass(frozen=True)
class HandlerSettings:
    """How Lambda runs a handler; `role` is an ARN, empty while the account is not known."""

    runtime: str
    handler: str
    memory_mb: int
    timeout_s: int
    role: str = ""


@dataclass(frozen=True)
class DesiredHandler:
    """A Lambda@Edge function; `code_sha256` in base64, as Lambda prints it; `grants`: what it reads."""

    name: str
    deployed_name: str
    settings: HandlerSettings
    path: str
    sha256: str
    code_sha256: str
    grants: tuple[Grant, ...] = ()


@dataclass(frozen=True)
class DesiredAssociation:
    """A function on an event of a behavior; `deployed_name` as above."""

    slot: Slot
    kind: Kind
    deployed_name: str
    include_body: bool = False


@dataclass(frozen=True)
class Desired:
    """All of it; `manifest_sha256` says which build it is from.

    `role` is the ARN of a role for all handlers; where it is empty, each has one of its own.
    """

    project: str
    functions: tuple[DesiredFunction, ...] = ()
    handlers: tuple[DesiredHandler, ...] = ()
    stores: tuple[DesiredStore, ...] = ()
    associations: tuple[DesiredAssociation, ...] = ()
    manifest_sha256: str = ""
    role: str = ""

    @property
    def role_names(self) -> tuple[str, ...]:
        """The names of the roles that the handlers have."""
        if self.role and self.handlers:
            return (self.role.rpartition("/")[2],)
        return tuple(item.deployed_name for item in self.handlers)

    def grants_of_role(self, role_name: str) -> tuple[Grant, ...]:
        """What the policy of a handler's own role lets it read."""
        return next((item.grants for item in self.handlers if item.deployed_name == role_name), ())

    def in_account(self, account: str) -> Desired:
        """The same, with the ARNs of the roles."""
        handlers = (
            replace(
                item,
                settings=replace(item.settings, role=self.role or role_arn_of(account, item.deployed_name)),
            )
            for item in self.handlers
        )
        return replace(self, handlers=tuple(handlers))


def desired_of(manifest: Manifest, loaded: LoadedProject) -> Desired:
    """What the build and the behaviors of edge.toml together ask for.

    Raises:
        UsageError: the build is of another project or another edge.toml, or a name is too long.
    """
    project = loaded.project.project.name
    if manifest.project != project:
        raise UsageError(
            f"dist/ was built from the project {manifest.project!r}, {loaded.shown} is {project!r};"
            " run `cloudfrontier build`"
        )
    placed = [
        (behavior.path_pattern, item)
        for behavior in to_distribution(loaded.project).behaviors
        for item in behavior.associations
    ]
    for pattern, item in placed:
        _check_built(manifest, item, pattern, shown=loaded.shown)
    named = {(item.kind, item.name) for _, item in placed}
    functions = tuple(_function(project, a) for a in manifest.functions if ("function", a.name) in named)
    handlers = tuple(
        _handler(loaded, artifact) for artifact in manifest.handlers if ("handler", artifact.name) in named
    )
    names = {("function", item.name): item.deployed_name for item in functions}
    names |= {("handler", item.name): item.deployed_name for item in handlers}
    return Desired(
        project,
        functions,
        handlers,
        tuple(_stores(manifest, functions)),
        tuple(
            DesiredAssociation(
                Slot(pattern, item.event), item.kind, names[item.kind, item.name], item.include_body
            )
            for pattern, item in placed
        ),
        hashlib.sha256(manifest.to_json().encode()).hexdigest(),
    )


def _check_built(manifest: Manifest, item: Association, pattern: str, *, shown: str) -> None:
    """A build knows the events of its artefacts; another event means that edge.toml has changed since."""
    function, handler = manifest.function(item.name), manifest.handler(item.name)
    built: tuple[EventType, ...] = ()
    if item.kind == "function" and function:
        built = (function.event,)
    elif item.kind == "handler" and handler:
        built = handler.events
    if item.event not in built:
        raise UsageError(
            f"{shown} has {item.name!r} on {item.event} of {pattern!r}, but it is not in dist/ for that"
            " event; run `cloudfrontier build`"
        )


def _function(project: str, artifact: FunctionArtifact) -> DesiredFunction:
    name = function_name(project, artifact.name, runtime=artifact.runtime, code_sha256=artifact.sha256)
    return DesiredFunction(
        artifact.name,
        name,
        artifact.event,
        artifact.runtime,
        artifact.comment,
        artifact.path,
        artifact.sha256,
        store_name(project, artifact.store) if artifact.store else "",
    )


def _handler(loaded: LoadedProject, artifact: HandlerArtifact) -> DesiredHandler:
    return DesiredHandler(
        artifact.name,
        handler_name(loaded.project.project.name, artifact.name),
        HandlerSettings(artifact.runtime, artifact.handler, artifact.memory_mb, artifact.timeout_s),
        artifact.path,
        artifact.sha256,
        artifact.code_sha256,
        grants_of(loaded.project, artifact.name),
    )


def _stores(manifest: Manifest, functions: Iterable[DesiredFunction]) -> Iterable[DesiredStore]:
    used = {function.store for function in functions if function.store}
    for artifact in manifest.stores:
        deployed = store_name(manifest.project, artifact.name)
        if deployed in used:
            used.remove(deployed)
            yield DesiredStore(artifact.name, deployed, artifact.path, artifact.sha256)
    if used:
        missing = ", ".join(sorted(used))
        raise UsageError(f"dist/manifest.json has no content of the KeyValueStore {missing}; build again")
