"""`cloudfrontier promote`: lets the primary distribution be what its staging copy is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cloudfrontier.cli.deployment import deployment_options, wait_options
from cloudfrontier.cli.planning import show_plan
from infra.apply import settle_unfinished
from infra.cost import Traffic
from infra.promotion import promote as promoted
from infra.promotion import promotion_plan
from infra.rollout import read_rollout

if TYPE_CHECKING:
    from cloudfrontier.cli.deployment import Deployment

__all__ = ["promote"]


@click.command
@deployment_options("distribution", "records")
@wait_options
@click.option("--replace", is_flag=True, help="Although the primary was changed since it was staged.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask; for CI.")
def promote(deployment: Deployment, *, replace: bool, yes: bool, no_wait: bool, timeout: int) -> None:
    """Let a distribution be what was staged; staging gets no more requests then.

    It is recorded: `rollback` puts back what it changed. The staging copy
    stays, for the next rollout; `abort --delete` deletes it.
    """
    rollout = read_rollout(deployment.aws, deployment.distribution)
    plan = promotion_plan(rollout, deployment.project)
    site = deployment.site(plan.account, minutes=timeout)
    settle_unfinished(plan.distribution, site, deployment.journal, waits=not no_wait)
    if not deployment.is_json:
        show_plan(plan, Traffic())
    if plan.is_empty:
        if deployment.is_json:
            click.echo('{"state": "nothing to do"}')
        return
    if not yes:
        deployment.ask("promote this?")
    record = promoted(plan, site, deployment.journal, may_replace=replace, waits=not no_wait)
    if deployment.is_json:
        click.echo(record.to_json(), nl=False)
        return
    where = "everywhere" if not no_wait else "on its way to every edge"
    click.echo(f"promoted, {where}; recorded as {record.id}")
