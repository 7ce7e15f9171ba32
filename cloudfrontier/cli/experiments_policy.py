"""`experiments policy`: the cache policy that an experiment needs, made in the account."""

from __future__ import annotations

from pathlib import Path

import click

from cloudfrontier.cli.experiments_world import surroundings
from cloudfrontier.errors import UsageError
from cloudfrontier.project import load
from cloudfrontier.project.to_distribution import to_distribution
from infra.aws import Aws
from infra.cache_policies import ensure_cache_policy

__all__ = ["policy"]


@click.command("policy")
@click.argument("name")
@click.option("-p", "--project", type=click.Path(path_type=Path), help="An edge.toml or its folder.")
@click.option("--profile", metavar="NAME", help="Profile of the AWS configuration.")
def policy(*, name: str, project: Path | None, profile: str | None) -> None:
    """Make a cache policy of edge.toml in the account, and print its id.

    NAME is that of a table `cache_policies`. A policy that is there already is
    left as it is, and refused if it says something else.
    """
    loaded = load(project)
    named = {item.cache_policy.name: item.cache_policy for item in to_distribution(loaded.project).behaviors}
    if name not in loaded.project.cache_policies or name not in named:
        known = ", ".join(sorted(set(named) & set(loaded.project.cache_policies))) or "none"
        raise UsageError(
            f"{loaded.shown}: no behavior has a cache policy {name!r} of its own; there is {known}"
        )
    aws = Aws(surroundings().open_session(profile))
    policy_id, is_new = ensure_cache_policy(aws, named[name], project=loaded.project.project.name)
    click.echo(f"{policy_id}: {'made' if is_new else 'there already'}; choose it for the behavior")
