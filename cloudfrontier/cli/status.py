"""`cloudfrontier status`: what a distribution holds, whose it is, and what was done last."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click
from rich.text import Text

from cloudfrontier.cli.deployment import deployment_options
from cloudfrontier.cli.output import make_console
from cloudfrontier.cli.plan_text import behavior_title, held_name
from infra.associations import attached
from infra.desired import Desired
from infra.read_state import read_live
from infra.state import unversioned

if TYPE_CHECKING:
    from cloudfrontier.cli.deployment import Deployment
    from infra.associations import Held, Slot
    from infra.records import Record
    from infra.state import Live

__all__ = ["status"]

Attached = list[tuple["Slot", "Held"]]


@click.command
@deployment_options("distribution", "records")
def status(deployment: Deployment) -> None:
    """Print what is attached to a distribution, by behavior and event."""
    live = read_live(deployment.aws, deployment.distribution, Desired(deployment.project))
    last = next(iter(deployment.records.all(deployment.distribution)), None)
    held = sorted(attached(live.distribution.config).items(), key=lambda item: item[0].sort_key)
    if deployment.is_json:
        click.echo(json.dumps(_json(live, held, last), indent=2))
    else:
        make_console().print(_text(live, held, last), end="", soft_wrap=True)


def _json(live: Live, held: Attached, last: Record | None) -> dict[str, Any]:
    found = live.distribution
    return {
        "distribution": found.id,
        "domain_name": found.domain_name,
        "status": found.status,
        "attached": [
            {**asdict(slot), **asdict(item), "ours": unversioned(item) in live.owned} for slot, item in held
        ],
        "last": {"id": last.id, "kind": last.kind, "state": last.state, "who": last.who} if last else None,
    }


def _text(live: Live, held: Attached, last: Record | None) -> Text:
    found = live.distribution
    text = Text(f"{found.id} ({found.domain_name}): {found.status}\n")
    for pattern, items in groupby(held, key=lambda item: item[0].behavior):
        text.append(f"{behavior_title(pattern)}\n", style="bold")
        for slot, item in items:
            is_ours = unversioned(item) in live.owned
            whose = "" if is_ours else " (not this project's)"
            text.append(f"    {slot.event:<15} {held_name(item)}{whose}\n", style="" if is_ours else "dim")
    if not held:
        text.append("nothing is attached\n")
    if last:
        text.append(f"last: {last.kind} of {last.started} by {last.who}: {last.state}\n")
    return text
