"""What the commands that simulate share: their options, and the distribution over what `build` wrote.

They read dist/ and never build: what was checked is what runs. When a file of the project is newer than the
build, they say so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import click

from cloudfrontier.artifacts.manifest import MANIFEST_NAME
from cloudfrontier.cli.format_option import format_option
from cloudfrontier.cli.project_options import dist_option, project_option
from cloudfrontier.cloudfront.regions import EDGE_REGIONS, HOME_REGION
from cloudfrontier.project import load
from cloudfrontier.simulator.distribution_simulator import DistributionSimulator

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cloudfrontier.project import LoadedProject
    from cloudfrontier.simulator.configured import Configured

__all__ = ["open_simulator", "simulation_options"]

Command = TypeVar("Command", bound="Callable[..., object]")

_OPTIONS = (
    project_option,
    dist_option,
    format_option,
    click.option(
        "--region",
        type=click.Choice(EDGE_REGIONS),
        default=HOME_REGION,
        show_default=True,
        help="Where handlers run: at the edge the Region nearest the viewer.",
    ),
    click.option(
        "--show-secrets", is_flag=True, help="Show cookies and credentials instead of their length."
    ),
)


def simulation_options(command: Command) -> Command:
    """`--project`, `--dist`, `--format`, `--region` and `--show-secrets`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def open_simulator(
    project: Path | None,
    dist: Path | None,
    configured: Configured | None = None,
    *,
    region: str,
    concurrency: int | None = None,
) -> DistributionSimulator:
    """The simulator of a project, to be closed by the caller.

    `configured`: a distribution that takes the place of the project's own. `concurrency`: how many
    invocations of a handler run at a time, as many as there are cores by default.

    Raises:
        ProjectError: the project's files hold mistakes.
        UsageError: there is no project, or nothing was built.
    """
    loaded = load(project)
    folder = dist or loaded.root / loaded.project.project.dist
    simulator = DistributionSimulator(
        loaded, folder, configured=configured, region=region, concurrency=concurrency
    )
    newer = _newer_than(folder / MANIFEST_NAME, loaded)
    if newer is not None:
        click.echo(
            f"note: {newer} is newer than {folder}; run `cloudfrontier build` to see its changes", err=True
        )
    return simulator


def _newer_than(manifest: Path, loaded: LoadedProject) -> Path | None:
    """A file of the project that was changed after the build; handlers' own modules are not looked at."""
    functions = loaded.project.functions.values()
    named = [
        name
        for table in functions
        for name in (*table.redirects, *table.header_files, *filter(None, (table.source,)))
    ]
    built = manifest.stat().st_mtime
    files = (loaded.file, *(loaded.root / name for name in named))
    return next((file for file in files if file.exists() and file.stat().st_mtime > built), None)
