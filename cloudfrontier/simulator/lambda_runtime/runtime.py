"""The runtime: invokes built handlers in worker processes, and leaves nothing behind when it is closed.

A handler's process is started for its first event, and again after it failed so that Lambda would start
another. One invocation at a time has the use of it.

After a crash or a timeout Lambda loads the handler within the function's time and reports no init (OBSERVED,
https://github.com/astuyve/lambda-new-timeout-crash, read 2026-11); here that is a cold start as any other.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Self

from cloudfrontier.cloudfront.limits import CONCURRENCY, LAMBDA_INIT_TIME, TIMEOUT
from cloudfrontier.cloudfront.regions import HOME_REGION
from cloudfrontier.errors import InternalError, MissingToolError
from cloudfrontier.simulator.lambda_runtime.custody import Custody
from cloudfrontier.simulator.lambda_runtime.launching import Terms
from cloudfrontier.simulator.lambda_runtime.outcome import HandlerError, HandlerOutcome
from cloudfrontier.simulator.lambda_runtime.places import PlacesClosedError
from cloudfrontier.simulator.lambda_runtime.pool import Pool
from cloudfrontier.simulator.lambda_runtime.program import Program, choose_program
from cloudfrontier.simulator.lambda_runtime.python_choice import host_packages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from types import TracebackType

    from cloudfrontier.artifacts.manifest import HandlerArtifact
    from cloudfrontier.simulator.lambda_runtime.environment import AwsStandIn

__all__ = ["LambdaRuntime"]

_LOG_BYTES = 256 * 1024

_THROTTLED = HandlerError("throttled", "TooManyRequestsException", "Rate Exceeded.")
"""As Lambda's Invoke answers (the type is in botocore 1.44.5, the message OBSERVED)."""


class LambdaRuntime:
    """Runs Lambda@Edge handlers from their zips; a context manager, safe to use from several threads.

    `concurrency` is how many invocations of one handler run at a time on this machine: the others wait.
    `throttled_above` is how many there may be in one Region, those that wait included: what comes on top is
    throttled, as Lambda does at the quota of the account. `boto3` makes this machine's boto3 importable, as
    Lambda's Python has one; `aws` is what all of AWS's packages then ask. `search_path` is where programs are
    looked for (`PATH` by default), `init_seconds` the time for loading a handler, `log_bytes` what is kept of
    an invocation's output.
    """

    def __init__(  # noqa: PLR0913 - what may be chosen, all by name
        self,
        *,
        concurrency: int = 1,
        throttled_above: int = CONCURRENCY.value,
        boto3: bool = False,
        aws: AwsStandIn | None = None,
        search_path: str = "",
        init_seconds: float = LAMBDA_INIT_TIME.value,
        log_bytes: int = _LOG_BYTES,
    ) -> None:
        if os.name != "posix":
            raise MissingToolError(
                "Lambda@Edge handlers run on Linux and macOS only; on Windows use the Linux subsystem"
            )
        self._concurrency = concurrency
        self._throttled_above = throttled_above
        self._under_way: Counter[str] = Counter()
        self._host_packages = host_packages() if boto3 else ""
        self._aws = aws
        self._search_path = search_path
        self._init_seconds = init_seconds
        self._log_bytes = log_bytes
        self._lock = threading.Lock()
        self._custody: Custody | None = None
        self._programs: dict[str, Program] = {}
        self._pools: dict[tuple[HandlerArtifact, str], Pool] = {}
        self._notes: dict[str, None] = {}
        self._closed = False

    @property
    def notes(self) -> tuple[str, ...]:
        """What is done otherwise here than in Lambda, as far as invocations have shown; for people."""
        return tuple(self._notes)

    def invoke(  # noqa: PLR0913 - all but the first three are named
        self,
        artifact: HandlerArtifact,
        dist: Path,
        event: Mapping[str, object],
        *,
        request_id: str,
        region: str = HOME_REGION,
        timeout_s: float | None = None,
    ) -> HandlerOutcome:
        """Invoke a handler with an event; whatever it does ends in an outcome.

        `dist` is the folder that the artefact's path starts from. The time is that of the artefact, no longer
        than the event allows; `timeout_s` replaces it.

        Raises:
            UsageError: the zip is not there, is not the one of the manifest, or cannot be unpacked safely; or
                the artefact's runtime is none that can be run here.
            MissingToolError: the handler is in JavaScript, and there is no Node.js.
            InternalError: the runtime was closed.
        """
        seconds = _seconds(artifact) if timeout_s is None else timeout_s
        with self._lock:
            if self._under_way[region] >= self._throttled_above:
                return HandlerOutcome(error=_THROTTLED, request_id=request_id, region=region)
            self._under_way[region] += 1
        try:
            while True:
                pool = self._pool(artifact, region, dist)
                # a pool is closed when the artefact was replaced by a newer build and asked for again
                with contextlib.suppress(PlacesClosedError):
                    return pool.invoke(event, request_id=request_id, seconds=seconds)
        finally:
            self._ended(region)

    def begin(
        self, artifact: HandlerArtifact, event: Mapping[str, object], *, request_id: str, region: str
    ) -> HandlerOutcome | Callable[[], HandlerOutcome] | None:
        """As `invoke`, for somebody who cannot wait; None: nothing has begun, for it would take its time.

        The outcome, or what waits for it: that must be called, once, from any thread.
        """
        with self._lock:
            pool = self._pools.get((artifact, region))
            if pool is None or self._closed or self._under_way[region] >= self._throttled_above:
                return None
            self._under_way[region] += 1
        done: HandlerOutcome | Callable[[], HandlerOutcome] | None = None
        try:
            done = pool.begin(event, request_id=request_id, seconds=_seconds(artifact))
        finally:
            if not callable(done):
                self._ended(region)
        return partial(self._finish, done, region) if callable(done) else done

    def _finish(self, finish: Callable[[], HandlerOutcome], region: str) -> HandlerOutcome:
        try:
            return finish()
        finally:
            self._ended(region)

    def _ended(self, region: str) -> None:
        with self._lock:
            self._under_way[region] -= 1

    def close(self) -> None:
        """End all processes and remove all files; what runs in other threads fails. Twice is once."""
        with self._lock:
            self._closed = True
            pools, self._pools = tuple(self._pools.values()), {}
            custody, self._custody = self._custody, None
        try:
            for pool in pools:
                pool.close(interrupt=True)
        finally:
            if custody is not None:
                custody.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _pool(self, artifact: HandlerArtifact, region: str, dist: Path) -> Pool:
        replaced: list[Pool] = []
        try:
            with self._lock:
                if self._closed:
                    raise InternalError("a handler was invoked after its runtime was closed")
                if found := self._pools.get((artifact, region)):
                    return found
                # a newer build of the same handler takes the place of the older one
                others = [key for key in self._pools if key[0].name == artifact.name and key[0] != artifact]
                replaced += [self._pools.pop(key) for key in others]
                terms = self._terms(artifact.runtime)
                self._custody = self._custody or Custody()
                pool = Pool(artifact, region, dist=dist, custody=self._custody, terms=terms)
                self._pools[artifact, region] = pool
                return pool
        finally:
            for pool in replaced:
                pool.close(interrupt=False)

    def _terms(self, runtime: str) -> Terms:
        if runtime not in self._programs:
            chosen = choose_program(runtime, self._search_path)
            self._programs[runtime] = chosen
            if chosen.note:
                self._tell(chosen.note)
        return Terms(
            program=self._programs[runtime],
            host_packages=self._host_packages,
            init_seconds=self._init_seconds,
            log_bytes=self._log_bytes,
            concurrency=self._concurrency,
            tell=self._tell,
            aws=self._aws,
        )

    def _tell(self, note: str) -> None:
        self._notes[note] = None


def _seconds(artifact: HandlerArtifact) -> float:
    """The artefact's timeout, or less where one of the event's own kind ends earlier."""
    limits = [TIMEOUT[kind].value for kind in artifact.events]
    return float(min(artifact.timeout_s, *limits))
