"""`cloudfrontier attach`: carries out a plan, be it one from a file or one that is made now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cloudfrontier.cli.applying import Applying, carry_out
from cloudfrontier.cli.deployment import deployment_options, wait_options
from cloudfrontier.cli.planning import Planning, made_plan, plan_options
from cloudfrontier.cli.probing import expected_outcomes, probe
from cloudfrontier.errors import RefusedError, UsageError
from infra.apply import Run
from infra.plan import Plan
from infra.trial import read_events, trial_with

if TYPE_CHECKING:
    from cloudfrontier.cli.deployment import Deployment

__all__ = ["attach"]


@click.command
@click.argument("plan", required=False, type=click.Path(path_type=Path, dir_okay=False))
@deployment_options("planned", "dist", "records")
@plan_options
@wait_options
@click.option("-y", "--yes", is_flag=True, help="Do not ask; for CI.")
@click.option(
    "--test-events",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Run new functions on these events with TestFunction, before they are published.",
)
@click.option(
    "--probe",
    "urls",
    multiple=True,
    metavar="PATH",
    help="Ask the distribution for this afterwards; the answer must be the simulator's. May be repeated.",
)
def attach(  # noqa: PLR0913 - one parameter an option
    deployment: Deployment,
    *,
    plan: Path | None,
    no_wait: bool,
    timeout: int,
    yes: bool,
    test_events: Path | None,
    urls: tuple[str, ...],
    **options: Any,
) -> None:
    """Attach what was built to a live distribution, and wait until it is everywhere.

    PLAN is a file that `plan -o` wrote; it is carried out as it is, without
    asking. Without one a plan is made, shown, and carried out when you agree.
    Run it again after whatever stopped it: it goes on where it stopped.

    Exit codes: 0 done, or nothing to do; 1 what would come of it would not
    work, or a probe was answered otherwise; 2 usage or configuration; 3 refused, because it would overwrite
    somebody's work; 4 AWS; 5 not everywhere in time.
    """
    if urls and no_wait:
        raise UsageError("--probe asks when the change is everywhere, which --no-wait does not wait for")
    planning = Planning(**options)
    made = made_plan(deployment, planning)[0] if plan is None else _read(plan, deployment, planning)
    how = Applying(
        Run("attach", waits=not no_wait),
        asks=plan is None and not yes,
        minutes=timeout,
        traffic=planning.expected,
        trial=trial_with(deployment.aws, read_events(test_events)) if test_events else None,
    )
    expected = expected_outcomes(deployment, made.domain_name, urls)
    carry_out(deployment, made, replace(deployment.desired, role=made.role), how)
    probe(deployment, expected)


def _read(path: Path, deployment: Deployment, planning: Planning) -> Plan:
    """The plan in a file, if it is for this project, this build and this distribution."""
    if planning != Planning.usual():
        raise UsageError(f"{path} is a plan already: its options were given to `plan`")
    try:
        plan = Plan.from_json(path.read_bytes(), name=str(path))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    if plan.distribution != (deployment.given.distribution or plan.distribution):
        raise UsageError(f"{path} is a plan for {plan.distribution}, not for {deployment.distribution}")
    if plan.manifest_sha256 != deployment.desired.manifest_sha256:
        raise RefusedError(f"{deployment.artefacts.dist} is not the build that {path} is for; plan again")
    return plan
