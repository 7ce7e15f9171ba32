"""`cloudfrontier drift`: whether a distribution still is what edge.toml and the build say; for cron."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click
from rich.text import Text

from cloudfrontier.cli.deployment import deployment_options
from cloudfrontier.cli.output import count, make_console, visible
from cloudfrontier.cli.planning import Planning, made_plan
from cloudfrontier.errors import FindingsError
from infra.drift import drift_of

if TYPE_CHECKING:
    from cloudfrontier.cli.deployment import Deployment
    from infra.drift import Difference

__all__ = ["drift"]

_STYLES = {"missing": "red", "extra": "red", "changed": "yellow", "foreign": "dim"}


@click.command
@deployment_options("distribution", "dist")
@click.option("--role", default="", metavar="ARN", help="Role of all handlers, as it was given to `attach`.")
@click.option("--strict", is_flag=True, help="Code that others have attached is drift too.")
def drift(deployment: Deployment, *, role: str, strict: bool) -> None:
    """Compare a live distribution with edge.toml and the build, both ways.

    Exit code 1 when they differ. What others have attached to events that
    edge.toml says nothing of is listed, and is drift only with --strict.
    """
    plan, live = made_plan(deployment, Planning.usual(role=role))
    found = drift_of(plan, live)
    if deployment.is_json:
        click.echo(json.dumps([asdict(item) for item in found], indent=2))
    else:
        for item in found:
            make_console().print(_line(item), soft_wrap=True)
    drifted = sum(strict or item.side != "foreign" for item in found)
    if drifted:
        raise FindingsError(f"{count(drifted, 'difference')}; `cloudfrontier attach` mends what is ours")
    if not deployment.is_json:
        click.echo(f"{deployment.distribution} is as edge.toml and the build say")


def _line(item: Difference) -> Text:
    return Text(f"{item.side:<8}", style=_STYLES[item.side]).append(
        f" {visible(item.where)} {visible(item.message)}", style="default"
    )
