"""`cloudfrontier iam`: the least that a deployer and each handler must be allowed, as JSON to be attached."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import click

from cloudfrontier.cli.deployment import deployment_options
from cloudfrontier.errors import UsageError
from infra.grants import grants_of
from infra.iam import Scope, policy_for
from infra.naming import handler_name
from infra.permissions import handler_policy, trust_policy

if TYPE_CHECKING:
    from cloudfrontier.cli.deployment import Deployment
    from infra.access import Purpose

__all__ = ["iam"]

_ACCOUNT = re.compile(r"[0-9]{12}")
_WHO = ("deployer", "reader", "tester", "handlers", "trust")


@click.command
@click.argument("who", type=click.Choice(_WHO))
@click.option("--account", metavar="ID", help="The AWS account, twelve digits.")
@deployment_options("planned", "records")
@click.option("--staging", is_flag=True, help="Also for stage, watch, promote and abort.")
@click.option("--logs", is_flag=True, help="Also for logs.")
@click.option("--role", default="", metavar="ARN", help="Role of all handlers, as it is given to `attach`.")
def iam(  # noqa: PLR0913 - one parameter an option
    deployment: Deployment, *, who: str, account: str | None, staging: bool, logs: bool, role: str
) -> None:
    """Print the least-privilege policy of WHO, as JSON for IAM.

    deployer: attach, detach, rollback and prune, and all that a reader may.
    reader: plan, status, drift and history. tester: test --remote. handlers: what each handler's own
    role may do, by its name in edge.toml; `attach` makes these roles. trust:
    who may assume the role of a handler.
    """
    if who == "trust":
        _print(trust_policy())
        return
    if account is None or not _ACCOUNT.fullmatch(account):
        raise UsageError(
            "expected --account and twelve digits: `aws sts get-caller-identity --query Account` prints them"
        )
    if who == "handlers":
        _print(_handlers(deployment, account))
        return
    purposes: list[Purpose] = ["test" if who == "tester" else "read"]
    wanted: tuple[tuple[Purpose, bool], ...] = (
        ("attach", who == "deployer"),
        ("stage", staging),
        ("logs", logs),
    )
    purposes += [purpose for purpose, is_wanted in wanted if is_wanted]
    distribution = "" if who == "tester" else deployment.distribution
    scope = Scope(account, deployment.project, distribution, role, deployment.given.record_bucket or "")
    _print(policy_for(purposes, scope))


def _handlers(deployment: Deployment, account: str) -> dict[str, Any]:
    project = deployment.loaded.project
    return {
        name: handler_policy(account, handler_name(project.project.name, name), grants_of(project, name))
        for name in project.handlers
    }


def _print(document: dict[str, Any]) -> None:
    click.echo(json.dumps(document, indent=2))
