"""`cloudfrontier stage`: puts what was built on a staging distribution, which gets a part of the requests."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from cloudfrontier.cli.deployment import deployment_options, timeout_option
from cloudfrontier.cli.planning import Planning, made_plan, plan_options, refuse, show_plan
from cloudfrontier.errors import UsageError
from infra.apply import settle_unfinished
from infra.staging import stage as staged
from infra.traffic_split import Split

if TYPE_CHECKING:
    from cloudfrontier.cli.deployment import Deployment

__all__ = ["stage"]


@click.command
@deployment_options("distribution", "dist", "records")
@plan_options
@timeout_option
@click.option("--weight", type=float, help="Percent of the requests, 15 at most.")
@click.option("--sticky", type=int, default=0, metavar="SECONDS", help="Keep sessions on one side so long.")
@click.option(
    "--header", metavar="NAME=VALUE", help="Requests with this header instead: aws-cf-cd-NAME=VALUE."
)
@click.option("-y", "--yes", is_flag=True, help="Do not ask; for CI.")
def stage(  # noqa: PLR0913 - one parameter an option
    deployment: Deployment,
    *,
    weight: float | None,
    sticky: int,
    header: str | None,
    yes: bool,
    timeout: int,
    **options: Any,
) -> None:
    """Put what was built on a staging copy of a distribution, for a part of the requests.

    The copy is made when there is none, and brought up to date; the primary is
    not changed, but for the policy that it names. Run it again with another
    --weight to give it more. `watch` looks at its errors, `promote` lets the
    primary be what it is, `abort` ends it.
    """
    split = _split(weight, sticky, header)
    planning = Planning(**options)
    plan, _ = made_plan(deployment, planning)
    site = deployment.site(plan.account, minutes=timeout)
    settle_unfinished(plan.distribution, site, deployment.journal)
    if not deployment.is_json:
        show_plan(plan, planning.expected)
        refuse(plan)
    if plan.is_empty:
        raise UsageError("there is nothing to stage: the distribution is as it was built already")
    if not yes:
        deployment.ask(f"stage this, for {split}?")
    desired = replace(deployment.desired, role=planning.role)
    record = staged(plan, desired, site, deployment.journal, split=split)
    if deployment.is_json:
        click.echo(record.to_json(), nl=False)
    else:
        click.echo(f"staged, for {split}; `watch` it, then `promote` or `abort`")


def _split(weight: float | None, sticky: int, header: str | None) -> Split:
    if (weight is None) == (header is None):
        raise UsageError("expected either --weight PERCENT or --header NAME=VALUE")
    if header is None:
        return Split(weight or 0.0, sticky).check()
    if sticky:
        raise UsageError("--sticky goes with --weight: a header says for itself where it belongs")
    name, _, value = header.partition("=")
    return Split(header=name, value=value).check()
