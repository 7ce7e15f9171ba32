"""`cloudfrontier history`: the recorded runs on a distribution, newest first; asks nothing of CloudFront."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import click
from rich.text import Text

from cloudfrontier.cli.deployment import deployment_options
from cloudfrontier.cli.output import make_console

if TYPE_CHECKING:
    from cloudfrontier.cli.deployment import Deployment
    from infra.records import Record

__all__ = ["history"]

_STYLES = {"done": "green", "started": "yellow", "abandoned": "dim"}


@click.command
@deployment_options("distribution", "records")
def history(deployment: Deployment) -> None:
    """Print what was done to a distribution, when and by whom, newest first."""
    records = deployment.records.all(deployment.distribution)
    if deployment.is_json:
        click.echo(json.dumps([json.loads(record.to_json()) for record in records], indent=2))
        return
    if not records:
        click.echo("nothing is recorded; --record-bucket names a bucket in which more may be")
    console = make_console()
    for record in records:
        console.print(_line(record), soft_wrap=True)


def _line(record: Record) -> Text:
    counted = Counter(edit.change for edit in record.plan.edits)
    what = ", ".join(f"{number} {change}" for change, number in sorted(counted.items()))
    text = Text(f"{record.id}  {record.kind:<8} ")
    text.append(f"{record.state:<9}", style=_STYLES[record.state])
    undoes = f"; undoes {record.undoes}" if record.undoes else ""
    return text.append(f" {what or 'no change of the distribution'}{undoes}; by {record.who}")
