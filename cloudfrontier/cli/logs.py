"""`cloudfrontier logs`: what a function or handler logged, wherever it ran, in the order of time."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from cloudfrontier.cli.deployment import deployment_options
from cloudfrontier.cli.output import visible
from cloudfrontier.errors import UsageError
from infra.logs import Source, follow_logs, read_logs
from infra.naming import handler_name

if TYPE_CHECKING:
    from cloudfrontier.cli.deployment import Deployment
    from infra.logs import LogLine

__all__ = ["logs"]

_AGO = re.compile(r"(?P<number>[0-9]+)(?P<unit>[smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def _ago(_context: click.Context, _parameter: click.Parameter, text: str) -> int:
    """`10m` as seconds."""
    found = _AGO.fullmatch(text)
    if found is None:
        raise click.BadParameter(f"{text!r} is no time; expected a number and s, m, h or d, such as 10m")
    return int(found["number"]) * _SECONDS[found["unit"]]


@click.command
@click.argument("name")
@deployment_options("planned", "dist")
@click.option(
    "--since",
    default="10m",
    show_default=True,
    callback=_ago,
    help="How far back: a number and s, m, h or d.",
)
@click.option("-f", "--follow", is_flag=True, help="Go on as lines come, until Ctrl-C.")
@click.option("--filter", "pattern", default="", metavar="PATTERN", help="A filter pattern of CloudWatch's.")
def logs(deployment: Deployment, *, name: str, since: int, follow: bool, pattern: str) -> None:
    """Print what a function or handler logged, from all regions, oldest first.

    NAME is the one in edge.toml. With --distribution also what CloudFront says
    of answers that it refused. CloudFront delivers logs with a delay, and not
    every line; a CloudFront Function logs only what it prints.
    """
    begin = int(deployment.now().timestamp() - since) * 1000
    sources = _sources(deployment, name)
    read = follow_logs if follow else read_logs
    for line in read(deployment.aws, sources, since=begin, pace=deployment.pace, pattern=pattern):
        click.echo(_json(line) if deployment.is_json else _text(line))


def _sources(deployment: Deployment, name: str) -> tuple[Source, ...]:
    project = deployment.loaded.project
    if name in project.handlers:
        given = deployment.given.distribution
        refused = Source.of_validation(given) if given else ()
        return (*Source.of_handler(handler_name(deployment.project, name)), *refused)
    if name not in project.functions:
        known = ", ".join((*project.functions, *project.handlers))
        raise UsageError(f"{deployment.loaded.shown} has no function or handler {name!r}; it has {known}")
    found = [item for item in deployment.desired.functions if item.name == name]
    if not found:
        raise UsageError(f"no behavior names the function {name!r}, so it is deployed nowhere")
    return Source.of_function(found[0].deployed_name)


def _text(line: LogLine) -> str:
    when = datetime.fromtimestamp(line.time / 1000, UTC).isoformat(timespec="milliseconds")
    return f"{when.removesuffix('+00:00')}Z {line.region:<14} {visible(line.message)}"


def _json(line: LogLine) -> str:
    return json.dumps(
        {"time": line.time, "region": line.region, "group": line.group, "message": line.message}
    )
