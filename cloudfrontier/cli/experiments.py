"""`cloudfrontier experiments`: change running experiments without a deploy, and try them before they run."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from cloudfrontier.artifacts.key_files import read_secret
from cloudfrontier.cli.experiments_edits import as_the_edge_reads, edited, weights_of
from cloudfrontier.cli.experiments_numbers import sample_size_command, simulate
from cloudfrontier.cli.experiments_policy import policy
from cloudfrontier.cli.experiments_world import surroundings
from cloudfrontier.cli.format_option import format_option
from cloudfrontier.cli.output import visible
from cloudfrontier.cli.project_options import project_option
from cloudfrontier.errors import UsageError
from cloudfrontier.project import LoadedProject, load
from cloudfrontier.project.model import AbTesting
from edge.ab_testing.settings import read_settings
from edge.ab_testing.signing import link_value
from edge.settings import Table
from infra.remote_settings import Store, store_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from cloudfrontier.project.model import Experiment
    from infra.remote_settings import Document

__all__ = ["experiments"]

TABLE = "ab_testing"
HOUR = 3600


@dataclass(frozen=True)
class Live:
    """The experiments of a project, and the store of its live settings."""

    loaded: LoadedProject
    testing: AbTesting
    store: Store

    def change(self, name: str, entry: dict[str, Any], *, expected: int | None) -> None:
        """Change what is live of an experiment, and say what it is now; `None` takes a key away.

        Raises:
            UsageError: handlers would leave some of it out.
            RefusedError: it is not the expected version, or changed meanwhile.
        """
        item = experiment_named(self.testing, name)
        if item.kind == "function":
            raise UsageError(
                f"{name} is a function's, which has no live settings: change edge.toml and deploy"
            )
        edited(as_the_edge_reads(self.loaded, item), entry)
        say(self.store.change(lambda document: changed(document, name, entry), expected=expected), name)


@click.group()
def experiments() -> None:
    """Experiments: what runs, changes without a deploy, and numbers."""


experiments.add_command(simulate)
experiments.add_command(sample_size_command)
experiments.add_command(policy)


def with_live(command: Callable[..., None]) -> Callable[..., None]:
    """`--project` and `--profile`; the command is given the store behind them."""

    @project_option
    @click.option("--profile", metavar="NAME", help="Profile of the AWS configuration.")
    @wraps(command)
    def run(*, project: Path | None, profile: str | None, **rest: Any) -> None:
        loaded = load(project)
        remote = loaded.project.remote_config
        if remote is None:
            raise UsageError(f"{loaded.shown}: has no table `remote_config`, so nothing is live")
        session = surroundings().open_session(profile)
        command(Live(loaded, testing_of(loaded), store_of(session, remote)), **rest)

    return run


def for_one(command: Callable[..., None]) -> Callable[..., None]:
    """The argument and the option that every change has."""
    command = click.option(
        "--expect",
        type=click.IntRange(min=0),
        metavar="VERSION",
        help="Change nothing unless this is still the version, as `show` prints it.",
    )(command)
    return click.argument("experiment", metavar="ID")(command)


@experiments.command("show")
@with_live
@format_option
def show(live: Live, *, form: str) -> None:
    """Print what edge.toml says of each experiment, and what is live."""
    document = live.store.read()
    if form == "json":
        click.echo(json.dumps({"version": document.version, "settings": dict(document.settings)}, indent=2))
        return
    click.echo(f"version {document.version}")
    now = document.settings.get(TABLE)
    entries: Mapping[str, Any] = now if isinstance(now, dict) else {}
    for item in live.testing.experiments:
        weights = " ".join(f"{variant.name}={variant.weight}" for variant in item.variants)
        status = "running" if item.running else "stopped"
        click.echo(f"{item.id}  {status}  coverage {item.coverage:g}  {weights}")
        if item.id in entries:
            click.echo(f"  live: {visible(json.dumps(entries[item.id], sort_keys=True))}")


@experiments.command("set")
@for_one
@with_live
@click.option("--weight", "weights", multiple=True, metavar="VARIANT=N", help="Share of a variant; name all.")
@click.option("--coverage", type=click.FloatRange(0, 1), help="Share of the visitors who take part.")
@click.option("--force", metavar="VARIANT", help="Give everybody who takes part this variant.")
@click.option("--no-force", is_flag=True, help="Give everybody their own variant again.")
@click.option("--run", "runs", is_flag=True, help="Run it again.")
def set_live(live: Live, *, experiment: str, expect: int | None, runs: bool, **options: Any) -> None:
    """Change what is live of an experiment; what is not named stays."""
    entry = entry_of(experiment_named(live.testing, experiment), **options)
    if runs:
        entry["status"] = "running"
    if not entry:
        raise UsageError("nothing to set; expected --weight, --coverage, --force, --no-force or --run")
    live.change(experiment, entry, expected=expect)


@experiments.command("stop")
@for_one
@with_live
def stop(live: Live, *, experiment: str, expect: int | None) -> None:
    """Stop an experiment: everybody is served the page without a variant."""
    live.change(experiment, {"status": "stopped"}, expected=expect)


@experiments.command("link")
@click.argument("experiment", metavar="ID")
@click.argument("variant")
@click.option("--hours", type=click.IntRange(min=1), default=24, show_default=True, help="How long it works.")
@project_option
def link(*, experiment: str, variant: str, hours: int, project: Path | None) -> None:
    """Print the signed query parameter that forces a variant, to try it."""
    loaded = load(project)
    testing = testing_of(loaded)
    item = experiment_named(testing, experiment)
    if variant not in [arm.name for arm in item.variants]:
        raise UsageError(f"{experiment} has no variant {variant!r}")
    if testing.key is None or item.kind == "function":
        raise UsageError(f"{loaded.shown}: links need the table `ab_testing.key`, and a handler")
    try:
        secret = read_secret(loaded.root / testing.key.file)
    except ValueError as error:
        raise UsageError(f"{testing.key.file}: {error}") from None
    signer = read_settings(Table({"experiments": [], "secret": secret}, "")).forcing.signer
    clock = surroundings().clock
    if signer is not None:
        value = link_value(signer, experiment, variant, expires=int(clock()) + hours * HOUR)
        click.echo(f"?{testing.force_parameter}={value}")


def testing_of(loaded: LoadedProject) -> AbTesting:
    """The experiments of a project."""
    testing = loaded.project.ab_testing
    if testing is None:
        raise UsageError(f"{loaded.shown}: has no table `ab_testing`")
    return testing


def experiment_named(testing: AbTesting, name: str) -> Experiment:
    """The experiment of that id."""
    known = {item.id: item for item in testing.experiments}
    if name not in known:
        raise UsageError(f"there is no experiment {name!r}; expected one of {', '.join(known)}")
    return known[name]


def entry_of(
    item: Experiment, *, weights: tuple[str, ...], coverage: float | None, force: str | None, no_force: bool
) -> dict[str, Any]:
    """What the options say, as it is kept; `None` takes a key away."""
    names = [variant.name for variant in item.variants]
    entry: dict[str, Any] = {}
    if weights:
        entry["weights"] = weights_of(weights, names)
        if not any(entry["weights"].values()):
            raise UsageError("not all weights can be 0; `cloudfrontier experiments stop` stops it")
    if coverage is not None:
        entry["coverage"] = coverage
    if force is not None and no_force:
        raise UsageError("expected --force or --no-force, not both")
    if force is not None and force not in names:
        raise UsageError(f"{item.id} has no variant {force!r}; expected one of {', '.join(names)}")
    if force is not None or no_force:
        entry["force"] = force
    return entry


def changed(document: dict[str, Any], experiment: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """The document with the entry in place of what it says of an experiment."""
    known = document.get(TABLE)
    table = dict(known) if isinstance(known, dict) else {}
    before = table.get(experiment)
    both = {**(before if isinstance(before, dict) else {}), **entry}
    table[experiment] = {key: value for key, value in both.items() if value is not None}
    return {**document, TABLE: table}


def say(document: Document, experiment: str) -> None:
    """What is live now."""
    entry = json.dumps(document.settings[TABLE][experiment], sort_keys=True)
    click.echo(f"version {document.version}: {experiment} {entry}")
