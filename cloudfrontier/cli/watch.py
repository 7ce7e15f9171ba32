"""`cloudfrontier watch`: looks at the errors of a staged rollout, and aborts it when there are too many."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from cloudfrontier.cli.deployment import deployment_options
from infra.health import Thresholds
from infra.rollout import read_rollout
from infra.watch import Watch
from infra.watch import watch as watched

if TYPE_CHECKING:
    from cloudfrontier.cli.deployment import Deployment

__all__ = ["watch"]


@click.command
@deployment_options("distribution", "records")
@click.option(
    "--minutes", type=click.IntRange(min=1), default=15, show_default=True, help="How long to watch."
)
@click.option(
    "--max-error-rate",
    type=click.FloatRange(0, 100),
    default=Thresholds().error_rate,
    show_default=True,
    metavar="PERCENT",
    help="How many of the answers may be 5xx.",
)
@click.option(
    "--max-function-errors",
    type=click.IntRange(min=0),
    default=Thresholds().function_errors,
    show_default=True,
    help="How often CloudFront Functions may fail.",
)
@click.option(
    "--min-requests",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="From how many requests on the rate counts.",
)
@click.option(
    "--max-blind",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    metavar="MINUTES",
    help="How long CloudWatch may fail to answer; longer counts as too many errors.",
)
@click.option("--abort/--no-abort", "aborts", default=True, help="Whether too many errors end the rollout.")
def watch(  # noqa: PLR0913 - one parameter an option
    deployment: Deployment,
    *,
    minutes: int,
    max_error_rate: float,
    max_function_errors: int,
    min_requests: int,
    max_blind: int,
    aborts: bool,
) -> None:
    """Watch the errors of what was staged; abort it when there are too many.

    Reads CloudWatch once a minute; its figures are some minutes late. Exit code
    1 when there were too many errors, or no request reached staging; 4 when
    CloudWatch did not answer for --max-blind minutes, which ends the rollout too.
    """
    primary = read_rollout(deployment.aws, deployment.distribution).primary
    thresholds = Thresholds(max_error_rate, max_function_errors, min_requests)
    how = Watch(minutes * 60, thresholds, aborts=aborts, blind=max_blind * 60)
    health = watched(deployment.distribution, deployment.site(primary.account), deployment.journal, how)
    if deployment.is_json:
        click.echo(json.dumps({**asdict(health), "error_rate": health.error_rate}))
    else:
        click.echo(f"{health}: fine; `promote` it")
