"""`cloudfrontier detach`: takes the project's functions off a distribution; deletes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from cloudfrontier.cli.applying import Applying, carry_out
from cloudfrontier.cli.deployment import deployment_options, wait_options
from cloudfrontier.errors import UsageError
from infra.apply import Run
from infra.associations import behavior_patterns
from infra.desired import Desired
from infra.make_plan import PlanOptions, make_plan
from infra.read_state import read_live

if TYPE_CHECKING:
    from cloudfrontier.cli.deployment import Deployment

__all__ = ["detach"]


@click.command
@deployment_options("distribution", "records")
@wait_options
@click.option(
    "--behavior",
    "patterns",
    multiple=True,
    metavar="PATTERN",
    help="Only of this behavior; * is the default.",
)
@click.option("--adopt", is_flag=True, help="Detach although another tool manages the distribution.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask; for CI.")
def detach(  # noqa: PLR0913 - one parameter an option
    deployment: Deployment,
    *,
    patterns: tuple[str, ...],
    adopt: bool,
    yes: bool,
    no_wait: bool,
    timeout: int,
) -> None:
    """Take the project's functions off a distribution; what others attached stays.

    Nothing is deleted: `rollback` attaches it again, `prune` deletes it later.
    """
    nothing = Desired(deployment.project)
    live = read_live(deployment.aws, deployment.distribution, nothing)
    known = behavior_patterns(live.distribution.config)
    if unknown := [pattern for pattern in patterns if pattern not in known]:
        raise UsageError(f"--behavior {unknown[0]}: the distribution has {', '.join(known)}")
    plan = make_plan(nothing, live, PlanOptions(adopt=adopt))
    if patterns:
        plan = replace(plan, edits=tuple(edit for edit in plan.edits if edit.slot.behavior in patterns))
    run = Run("detach", waits=not no_wait)
    carry_out(deployment, plan, nothing, Applying(run, asks=not yes, minutes=timeout))
