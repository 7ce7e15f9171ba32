"""`cloudfrontier template`: what was built, for those who deploy with another tool than this one."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, get_args

import click

from cloudfrontier.cli.deployment import Deployment, Given, Surroundings
from cloudfrontier.cli.output import write_text
from cloudfrontier.cli.project_options import dist_option, project_option
from infra import templates
from infra.templates import Form, blueprint_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from infra.templates import Blueprint

__all__ = ["template"]

_WRITERS: dict[Form, Callable[[Blueprint], str]] = {
    "cloudformation": templates.cloudformation,
    "sam": templates.sam,
    "terraform": templates.terraform,
    "cdk": templates.cdk,
}


@click.command
@project_option
@dist_option
@click.option(
    "--format", "form", type=click.Choice(get_args(Form)), required=True, help="The tool that it is for."
)
@click.option("--role", default="", metavar="ARN", help="Role of all handlers, instead of one for each.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it here; what it says of dist/ is relative to that.",
)
def template(*, project: Path | None, dist: Path | None, form: Form, role: str, output: Path | None) -> None:
    """Print what was built for another tool: functions, handlers, a distribution.

    cloudformation and sam are JSON, terraform is JSON for a file edge.tf.json,
    cdk is a Python module. Names are those that `attach` gives. Values of
    headers that an origin is sent are not printed: they become parameters.
    """
    deployment = Deployment(Given(project=project, dist=dist), Surroundings())
    text = _WRITERS[form](_blueprint(deployment, role, output))
    if output is None:
        click.echo(text, nl=False)
    else:
        write_text(output, text)


def _blueprint(deployment: Deployment, role: str, output: Path | None) -> Blueprint:
    desired, artefacts = replace(deployment.desired, role=role), deployment.artefacts
    folder = output.parent if output else Path()
    dist = Path(os.path.relpath(artefacts.dist, folder))
    return blueprint_of(deployment.loaded, desired, artefacts, dist=PurePosixPath(dist.as_posix()))
