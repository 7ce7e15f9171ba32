"""One state of the project, built and running: files in a temporary folder, workers, and a cache of its own.

A reload makes the next one beside it. The old one answers what has begun and is closed by whoever leaves it
last; so a reload never breaks a request.
"""

from __future__ import annotations

import tempfile
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from cloudfrontier.artifacts.pipeline import build
from cloudfrontier.errors import FindingsError
from cloudfrontier.project import load
from cloudfrontier.simulator.cache import Cache
from cloudfrontier.simulator.distribution_simulator import DistributionSimulator

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudfrontier.artifacts.handler_work import HandlerWork
    from cloudfrontier.artifacts.report import BuildReport
    from cloudfrontier.cloudfront.message import Request
    from cloudfrontier.project import LoadedProject
    from cloudfrontier.simulator.configured import Configured
    from cloudfrontier.simulator.trace import Exchange

__all__ = ["PREFIX", "Generation", "make_generation"]

PREFIX = "cloudfrontier-serve-"
"""How the temporary folder of a build is called."""


class Generation:
    """Safe to use from threads; `number` counts from 1, `folder` is what the build wrote."""

    def __init__(  # noqa: PLR0913 - what a state of the project is made of
        self,
        number: int,
        *,
        loaded: LoadedProject,
        report: BuildReport,
        folder: Path,
        simulator: DistributionSimulator,
        owned: ExitStack,
    ) -> None:
        self.number = number
        self.loaded = loaded
        self.report = report
        self.folder = folder
        self.simulator = simulator
        self.cache = Cache()
        self._engine = simulator.engine(self.cache)
        self._owned = owned
        self._users = 0
        self._retired = False
        self._lock = threading.Lock()

    def enter(self) -> bool:
        """Whether it may be used until `leave`; not any more when it was replaced."""
        with self._lock:
            if self._retired:
                return False
            self._users += 1
            return True

    def leave(self) -> None:
        """Whoever leaves a replaced generation last closes it."""
        with self._lock:
            self._users -= 1
            is_last = self._retired and not self._users
        if is_last:
            self._owned.close()

    def handle(self, request: Request, *, now: float) -> Exchange:
        """One request; between `enter` and `leave`."""
        return self._engine.handle(request, now=now)

    def begin(self, request: Request, *, now: float, may_ask: bool) -> Exchange | Callable[[], Exchange]:
        """The same, or what gives it; between `enter` and `leave`. See `Engine.begin`."""
        return self._engine.begin(request, now=now, may_ask=may_ask)

    def try_out(self, request: Request, *, now: float) -> Exchange:
        """One request with nothing in the cache, of which nothing stays; between `enter` and `leave`."""
        return self.simulator.engine(Cache(), records=False).handle(request, now=now)

    def retire(self) -> None:
        """Close it as soon as nobody uses it."""
        with self._lock:
            self._retired = True
            is_unused = not self._users
        if is_unused:
            self._owned.close()

    def close(self) -> None:
        """Close it at once: what still runs is ended."""
        self._retired = True
        self._owned.close()


def make_generation(
    project: Path | None,
    *,
    number: int,
    configured: Configured | None = None,
    work: HandlerWork | None = None,
) -> Generation:
    """Read, build and start a project; `configured` as in `DistributionSimulator`, `work` as in `build`.

    Raises:
        ProjectError: the project's files hold mistakes.
        FindingsError: CloudFront would refuse what was built.
        UsageError: there is no such project, or its distribution cannot be simulated.
    """
    loaded = load(project)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=PREFIX))) / "dist"
        report = build(loaded, out=folder, work=work)
        if report.has_errors:
            errors = [finding for finding in report.findings if finding.severity == "error"]
            raise FindingsError("\n".join(f"{item.where}: {item.id} {item.message}" for item in errors))
        simulator = DistributionSimulator(loaded, folder, configured=configured)
        stack.enter_context(simulator)
        return Generation(
            number, loaded=loaded, report=report, folder=folder, simulator=simulator, owned=stack.pop_all()
        )
