"""A project that is built once and simulated many times: what the clients of one test session share."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Self

from cloudfrontier.artifacts.pipeline import build
from cloudfrontier.cloudfront.regions import HOME_REGION
from cloudfrontier.errors import FindingsError
from cloudfrontier.project import load
from cloudfrontier.simulator.distribution_simulator import DistributionSimulator

if TYPE_CHECKING:
    from types import TracebackType

    from cloudfrontier.project import LoadedProject
    from cloudfrontier.simulator.configured import Configured
    from cloudfrontier.simulator.devices import Devices

__all__ = ["EdgeHost"]


class EdgeHost:
    """Owns a build and the workers that run it; a context manager.

    `project` is an edge.toml or its folder, by default the nearest one at or above `cwd`. It is built into a
    temporary folder, unless `dist` names one that `cloudfrontier build` wrote. `may_list`,
    `configured`, `region` and `devices`: see `DistributionSimulator`.

    Raises:
        ProjectError: the project's files hold mistakes.
        FindingsError: CloudFront would refuse what was built.
        UsageError: there is no such project, or nothing was built in `dist`.
    """

    def __init__(  # noqa: PLR0913 - what may be chosen, by name
        self,
        project: str | Path | None = None,
        *,
        dist: str | Path | None = None,
        cwd: Path | None = None,
        may_list: bool = False,
        configured: Configured | None = None,
        region: str = HOME_REGION,
        devices: Devices | None = None,
    ) -> None:
        loaded = load(None if project is None else Path(project), cwd=cwd)
        with ExitStack() as stack:
            folder = Path(dist) if dist is not None else _built(loaded, stack)
            self.dist = folder
            self.simulator = stack.enter_context(
                DistributionSimulator(
                    loaded,
                    folder,
                    may_list=may_list,
                    configured=configured,
                    region=region,
                    devices=devices,
                )
            )
            self._owned = stack.pop_all()

    def close(self) -> None:
        """End the workers and remove the temporary build; it may be called twice."""
        self._owned.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _built(loaded: LoadedProject, stack: ExitStack) -> Path:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cloudfrontier-"))) / "dist"
    report = build(loaded, out=folder)
    if report.has_errors:
        errors = [finding for finding in report.findings if finding.severity == "error"]
        raise FindingsError("\n".join(f"{item.where}: {item.id} {item.message}" for item in errors))
    return folder
