"""`cloudfrontier plan`: what attaching would do, and nothing more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cloudfrontier.cli.deployment import deployment_options
from cloudfrontier.cli.output import write_text
from cloudfrontier.cli.planning import Planning, made_plan, plan_options, refuse, show_plan

if TYPE_CHECKING:
    from cloudfrontier.cli.deployment import Deployment

__all__ = ["plan"]


@click.command
@deployment_options("distribution", "dist")
@plan_options
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the plan, for `attach`."
)
def plan(deployment: Deployment, *, output: Path | None, **options: Any) -> None:
    """Print what would be created, published, attached, replaced and detached.

    Reads the live distribution, what `build` wrote and the behaviors of
    edge.toml; changes nothing. Exit code 3 when something of somebody else's is
    in the way, 1 when what would come of it would not work.
    """
    planning = Planning(**options)
    made, _ = made_plan(deployment, planning)
    if output is not None:
        write_text(output, made.to_json())
    if deployment.is_json:
        click.echo(made.to_json(), nl=False)
    else:
        show_plan(made, planning.expected)
    refuse(made)
