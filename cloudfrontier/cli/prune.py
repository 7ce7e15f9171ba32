"""`cloudfrontier prune`: deletes what the project deployed earlier and no distribution uses any more."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from cloudfrontier.cli.deployment import deployment_options
from cloudfrontier.cli.output import count
from infra.prune import Pruned
from infra.prune import prune as pruned

if TYPE_CHECKING:
    from cloudfrontier.cli.deployment import Deployment

__all__ = ["prune"]

_KEPT = 3


@click.command
@deployment_options("dist")
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    default=_KEPT,
    show_default=True,
    help="How many unused ones of each name stay, for a rollback.",
)
@click.option("-n", "--dry-run", is_flag=True, help="Only print what would be deleted.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask; for CI.")
def prune(deployment: Deployment, *, keep: int, dry_run: bool, yes: bool) -> None:
    """Delete old functions and versions that no distribution of the account uses.

    Copies of Lambda@Edge versions stay at the edge for hours after they were
    detached; such versions are named, and a later run deletes them.
    """
    aws, desired = deployment.aws, deployment.desired
    if not (dry_run or yes):
        _agree(deployment, pruned(aws, desired, keep=keep, dry_run=True))
    found = pruned(aws, desired, keep=keep, dry_run=dry_run)
    if deployment.is_json:
        click.echo(json.dumps([asdict(item) for item in found], indent=2))
        return
    for item in found:
        reason = f": {item.reason}" if item.reason else ""
        click.echo(f"{item.fate:<12} {item.name}{reason}")
    counted = Counter(item.fate for item in found)
    click.echo(", ".join(f"{number} {fate}" for fate, number in counted.items()) or "nothing is old enough")


def _agree(deployment: Deployment, found: tuple[Pruned, ...]) -> None:
    for item in found:
        click.echo(f"  - {item.name}", err=True)
    if found:
        deployment.ask(f"delete {count(len(found), 'thing')} for good?")
