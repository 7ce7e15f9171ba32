"""The one place where everything real is wired: a project's distribution over what its build wrote.

It owns the worker processes; an engine is made from it for each cache, so that tests share workers and not
what they have stored. Closing it ends every process and removes every file that it made.
"""

from __future__ import annotations

import os
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from cloudfrontier.artifacts.manifest import Manifest
from cloudfrontier.cloudfront.limits import with_overrides
from cloudfrontier.cloudfront.regions import HOME_REGION
from cloudfrontier.errors import UsageError
from cloudfrontier.project.to_distribution import to_distribution
from cloudfrontier.simulator.built_functions import BuiltFunctions
from cloudfrontier.simulator.built_handlers import BuiltHandlers
from cloudfrontier.simulator.configured import Configured, read_distribution
from cloudfrontier.simulator.devices import device_texts
from cloudfrontier.simulator.engine import Engine
from cloudfrontier.simulator.lambda_runtime import LambdaRuntime
from cloudfrontier.simulator.local_secrets import read_local_secrets
from cloudfrontier.simulator.origins.router import Origins, project_ports
from cloudfrontier.simulator.origins.stand_in import stand_in
from cloudfrontier.simulator.secret_server import SecretServer
from cloudfrontier.simulator.signature.keys import check_keys
from cloudfrontier.simulator.single_event import run_single_event
from cloudfrontier.simulator.viewers import Viewers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from types import TracebackType

    from cloudfrontier.cloudfront.distribution import Distribution
    from cloudfrontier.project import LoadedProject
    from cloudfrontier.simulator.cache import Cache
    from cloudfrontier.simulator.devices import Devices
    from cloudfrontier.simulator.parts import Timer
    from cloudfrontier.simulator.ports import OriginPort
    from cloudfrontier.simulator.trace import EventStep

__all__ = ["DistributionSimulator"]


class DistributionSimulator:
    """A project's distribution on this machine; a context manager.

    `dist` is a folder that `build` wrote. `may_list`: what is missing in a folder that stands for a bucket
    is a 404 instead of S3's 403 for who may not list it. `configured`: the distribution is that of a
    `DistributionConfig`; of the project only what stands for origins, where viewers are and limits count.
    `region`: where handlers run, one of `EDGE_REGIONS`. `concurrency`: how many invocations of a handler run
    at a time, as many as there are cores by default. `devices`: which kinds of device a `User-Agent` is of,
    in place of what the project says.

    Raises:
        MissingToolError: an origin, a key group or a secret needs a package that is not installed.
        UsageError: there is no build in `dist`, it lacks what is attached, or the `simulate` of an origin or
            of a secret cannot be used.
    """

    def __init__(  # noqa: PLR0913 - everything that is real is wired here, by name
        self,
        loaded: LoadedProject,
        dist: Path,
        *,
        entropy: Callable[[int], bytes] = os.urandom,
        timer: Timer = time.perf_counter,
        may_list: bool = False,
        configured: Configured | None = None,
        region: str = HOME_REGION,
        concurrency: int | None = None,
        devices: Devices | None = None,
    ) -> None:
        project = loaded.project
        self.manifest = Manifest.read(dist)
        self.distribution, self._left_out = (
            read_distribution(configured, self.manifest)
            if configured
            else (to_distribution(project, root=loaded.root), ())
        )
        # Here, where nothing is to be closed yet, and not at the first engine.
        check_keys(key for behavior in self.distribution.behaviors for key in behavior.signers or ())
        _check_complete(self.distribution, self.manifest, dist)
        self._entropy = entropy
        self._timer = timer
        self._limits = with_overrides(project.limits)
        ports = project_ports(project, self.distribution, root=loaded.root, may_list=may_list)
        if configured:
            ports |= _named(configured.origins, self.distribution, root=loaded.root, may_list=may_list)
        self._origins = Origins(ports, self.distribution)
        self._viewers = Viewers(project.viewers, devices or device_texts(project.devices))
        self._functions = BuiltFunctions(dist, self.manifest)
        secrets = read_local_secrets(loaded, os.environ)
        self._notes = secrets.notes
        with ExitStack() as stack:
            aws = stack.enter_context(SecretServer(secrets.texts)).stand_in if secrets.texts else None
            # requests at the same time have environments of their own at Lambda, too
            places = concurrency or os.cpu_count() or 1
            self._runtime = LambdaRuntime(concurrency=places, boto3=aws is not None, aws=aws)
            self._stand_ins = stack.pop_all()
        self._handlers = BuiltHandlers(
            dist,
            self.manifest,
            runtime=self._runtime,
            entropy=entropy,
            region=region,
            secrets=(*secrets.values, *([aws.access_key] if aws else ())),
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What this machine does otherwise than CloudFront and Lambda, as far as it has shown."""
        return (*self._left_out, *self._notes, *self._runtime.notes)

    def engine(self, cache: Cache | None = None, *, records: bool = True) -> Engine:
        """An engine with a cache of its own, or with the given one; `records`: where edge.toml says so."""
        return Engine(
            self.distribution,
            functions=self._functions,
            handlers=self._handlers,
            origins=self._origins if records else self._origins.unrecorded(),
            entropy=self._entropy,
            timer=self._timer,
            cache=cache,
            limits=self._limits,
            viewers=self._viewers,
        )

    def run_event(self, name: str, event: object, *, now: float) -> EventStep:
        """One function or handler on one event, apart from any request.

        Raises:
            UsageError: nothing has that name, or the event is not one for it.
        """
        return run_single_event(
            name,
            event,
            manifest=self.manifest,
            functions=self._functions,
            handlers=self._handlers,
            limits=self._limits,
            now=now,
        )

    def close(self) -> None:
        """End the workers and the connections to origins; it may be called twice."""
        self._runtime.close()
        self._stand_ins.close()
        self._origins.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _named(
    told: Mapping[str, str], distribution: Distribution, *, root: Path, may_list: bool
) -> dict[str, OriginPort]:
    """What stands for origins that are named by their ids or domain names."""
    ids = {origin.domain_name: origin.id for origin in distribution.origins}
    ids |= {origin.id: origin.id for origin in distribution.origins}
    if unknown := set(told) - set(ids):
        known = ", ".join(origin.id for origin in distribution.origins)
        raise UsageError(f"no origin is called {min(unknown)!r}; the distribution has {known}")
    return {ids[name]: stand_in(text, root, may_list=may_list) for name, text in told.items()}


def _check_complete(distribution: Distribution, manifest: Manifest, dist: Path) -> None:
    built = {
        "function": {item.name for item in manifest.functions},
        "handler": {item.name for item in manifest.handlers},
    }
    for behavior in distribution.behaviors:
        for item in behavior.associations:
            if item.name not in built[item.kind]:
                place = f"{item.event} of the behavior {behavior.path_pattern!r}"
                missing = f"no {item.kind} {item.name!r}, which is attached to {place}"
                raise UsageError(f"{dist}: {missing}; run `cloudfrontier build` again")
