"""`cloudfrontier abort`: ends a staged rollout; the primary was never changed by it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from cloudfrontier.cli.deployment import deployment_options, timeout_option
from infra.promotion import abort as aborted
from infra.promotion import delete_staging
from infra.rollout import read_rollout

if TYPE_CHECKING:
    from cloudfrontier.cli.deployment import Deployment

__all__ = ["abort"]


@click.command
@deployment_options("distribution", "records")
@timeout_option
@click.option("--delete", is_flag=True, help="Delete the policy and the staging copy too; takes minutes.")
def abort(deployment: Deployment, *, delete: bool, timeout: int) -> None:
    """Send no more requests to what was staged.

    Nothing is asked: whoever aborts is in a hurry, and nothing is lost. The
    copy stays as it is, for the next `stage`, unless --delete is said.
    """
    rollout = read_rollout(deployment.aws, deployment.distribution)
    site = deployment.site(rollout.primary.account, minutes=timeout)
    was_on = aborted(deployment.distribution, deployment.project, site, deployment.journal)
    if delete:
        delete_staging(deployment.distribution, site)
    if deployment.is_json:
        click.echo(json.dumps({"aborted": was_on, "deleted": delete}))
        return
    click.echo("aborted: staging gets no more requests" if was_on else "nothing to do: no rollout is on")
    if delete:
        click.echo("the staging distribution and its policy are deleted")
