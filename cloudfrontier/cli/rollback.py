"""`cloudfrontier rollback`: puts back what a recorded run changed, and only that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cloudfrontier.cli.applying import Applying, carry_out
from cloudfrontier.cli.deployment import deployment_options, wait_options
from infra.apply import Run
from infra.desired import Desired
from infra.distributions import read_distribution
from infra.rollback import record_to_undo, rollback_plan

if TYPE_CHECKING:
    from cloudfrontier.cli.deployment import Deployment

__all__ = ["rollback"]


@click.command
@click.argument("record", required=False, default="")
@deployment_options("distribution", "records")
@wait_options
@click.option("--replace", is_flag=True, help="Also put back what was changed again since.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask; for CI.")
def rollback(  # noqa: PLR0913 - one parameter an option
    deployment: Deployment, *, record: str, replace: bool, yes: bool, no_wait: bool, timeout: int
) -> None:
    """Put back the associations that a run changed, and only those.

    RECORD is an id of `history`, or the beginning of one; if left out, the
    newest run that was not rolled back. Nothing has to be built for it.
    """
    undone = record_to_undo(deployment.records.all(deployment.distribution), record)
    found = read_distribution(deployment.aws, deployment.distribution)
    plan = rollback_plan(undone, found, deployment.aws, may_replace=replace)
    run = Run("rollback", waits=not no_wait, undoes=undone.id, remembered=undone.before)
    carry_out(deployment, plan, Desired(deployment.project), Applying(run, asks=not yes, minutes=timeout))
