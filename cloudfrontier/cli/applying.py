"""What `attach`, `detach` and `rollback` share: a plan is shown, agreed to, carried out and told of."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import click

from cloudfrontier.cli.output import count
from cloudfrontier.cli.planning import refuse, show_plan
from infra.apply import Run, apply, settle_unfinished
from infra.cost import Traffic
from infra.distributions import wait_until_deployed
from infra.site import FunctionTrial

if TYPE_CHECKING:
    from cloudfrontier.cli.deployment import Deployment
    from infra.desired import Desired
    from infra.plan import Plan

__all__ = ["Applying", "carry_out"]


@dataclass(frozen=True)
class Applying:
    """How a plan is carried out: `asks` whether a person has yet to agree, `minutes` for the edges."""

    run: Run
    asks: bool
    minutes: int
    traffic: Traffic = field(default_factory=Traffic)
    trial: FunctionTrial | None = None


def carry_out(deployment: Deployment, plan: Plan, desired: Desired, how: Applying) -> None:
    """Show the plan, ask, do it, and say what was done; stopped runs before it are completed first.

    Raises:
        RefusedError: the plan has conflicts, or the distribution was changed under it.
        UsageError: nobody is there to agree.
    """
    site = deployment.site(plan.account, minutes=how.minutes)
    if how.trial is not None:
        site = replace(site, trial=how.trial)
    try:
        settled = settle_unfinished(plan.distribution, site, deployment.journal, waits=how.run.waits)
        if not deployment.is_json:
            show_plan(plan, how.traffic)
            refuse(plan)  # of JSON nothing stands above: `apply` says everything
        if plan.is_empty:
            if how.run.waits:
                wait_until_deployed(deployment.aws, plan.distribution, pace=site.pace)
            _tell_nothing(deployment, finished=sum(record.state == "done" for record in settled))
            return
        if how.asks:
            deployment.ask("do this?")
        record = apply(plan, desired, site, deployment.journal, how.run)
    except KeyboardInterrupt:
        click.echo("\nstopped: run the same command again, it goes on where it stopped", err=True)
        raise
    if deployment.is_json:
        click.echo(record.to_json(), nl=False)
        return
    where = "everywhere" if how.run.waits else "on its way to every edge"
    click.echo(f"done, {where}; recorded as {record.id}")


def _tell_nothing(deployment: Deployment, *, finished: int) -> None:
    if deployment.is_json:
        click.echo(json.dumps({"state": "nothing to do", "finished": finished}))
    elif finished:
        click.echo(f"{count(finished, 'run')} that had been stopped: done, everywhere")
