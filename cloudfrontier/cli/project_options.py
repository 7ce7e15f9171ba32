"""`--project` and `--dist`, which commands share that work on a project and on what was built of it."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["dist_option", "project_option"]

project_option = click.option(
    "-p",
    "--project",
    type=click.Path(path_type=Path),
    help="An edge.toml or its folder; by default the nearest one at or above the current folder.",
)
dist_option = click.option(
    "--dist",
    type=click.Path(path_type=Path),
    help="The folder that `build` wrote, if not the one that edge.toml names.",
)
