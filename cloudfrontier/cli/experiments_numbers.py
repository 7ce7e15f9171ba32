"""`experiments simulate` and `experiments sample-size`: what an experiment will do, before it does.

Visitors are made by chance and assigned by the code that runs at the edge.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import click

from cloudfrontier.cli.experiments_edits import as_the_edge_reads, edited, weights_of
from cloudfrontier.cli.format_option import format_option
from cloudfrontier.cli.split_statistics import MISMATCH, chi_squared, chi_squared_p, sample_size
from cloudfrontier.errors import MissingToolError, UsageError
from cloudfrontier.project import load
from edge.ab_testing.buckets import choose_variation, in_namespace
from edge.ab_testing.hashing import position

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cloudfrontier.project import LoadedProject
    from edge.ab_testing.experiment import Experiment

__all__ = ["sample_size_command", "simulate"]

OUT = "(none)"
WIDTH = 40
FULL, PARTS = "\u2588", " \u258f\u258e\u258d\u258c\u258b\u258a\u2589"


Split = dict[str, Any]
"""`id`, `visitors`, `variants` (name -> visitors), `none`, `chi_squared`, `p`, `change`; printed as JSON."""


@click.command("simulate")
@click.argument("experiment", metavar="[ID]", required=False)
@click.option("-p", "--project", type=click.Path(path_type=Path), help="An edge.toml or its folder.")
@click.option("-n", "--visitors", type=click.IntRange(min=100), default=100_000, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="Makes the same visitors again.")
@click.option("--weight", "weights", multiple=True, metavar="VARIANT=N", help="Weights to change to.")
@click.option("--coverage", type=click.FloatRange(0, 1), help="Coverage to change to.")
@click.option("--png", type=click.Path(path_type=Path, dir_okay=False), help="Draw it too; needs matplotlib.")
@format_option
def simulate(  # noqa: PLR0913 - one option each
    *,
    experiment: str | None,
    project: Path | None,
    visitors: int,
    seed: int,
    weights: tuple[str, ...],
    coverage: float | None,
    png: Path | None,
    form: str,
) -> None:
    """Draw visitors and print the split, chi-squared and the sample-ratio-mismatch p-value.

    With --weight or --coverage it also prints how many visitors that change
    would move who have no cookie; those who have one stay where they are.
    """
    chance = Random(seed)  # noqa: S311 - visitors are to be the same again
    ids = [f"{chance.getrandbits(128):032x}" for _ in range(visitors)]
    splits = []
    for item in listed(load(project), experiment):
        after = changed(item, weights, coverage) if weights or coverage is not None else None
        before = names_of(item, ids)
        splits.append(split_of(item, before, after and names_of(after, ids)))
    if form == "json":
        click.echo(json.dumps({"experiments": splits}, indent=2))
    else:
        for split in splits:
            show(split)
    if png is not None:
        draw(png, splits)
        click.echo(f"{png}: drawn", err=form == "json")


@click.command("sample-size")
@click.option("--baseline", type=click.FloatRange(0, 1), required=True, help="Rate now, such as 0.04.")
@click.option("--effect", type=float, required=True, help="Relative change to see, such as 0.1.")
@click.option(
    "--alpha", type=click.FloatRange(0, 1, min_open=True, max_open=True), default=0.05, show_default=True
)
@click.option(
    "--power", type=click.FloatRange(0, 1, min_open=True, max_open=True), default=0.8, show_default=True
)
@click.option("--variants", type=click.IntRange(min=2), default=2, show_default=True)
@format_option
def sample_size_command(  # noqa: PLR0913 - one option each
    *, baseline: float, effect: float, alpha: float, power: float, variants: int, form: str
) -> None:
    """Print how many visitors an effect needs.

    With more than two variants each is compared with the first, and alpha is
    shared among the comparisons (Bonferroni).
    """
    try:
        each = sample_size(baseline, effect, alpha=alpha / (variants - 1), power=power)
    except ValueError as error:
        raise UsageError(str(error)) from None
    if form == "json":
        click.echo(json.dumps({"each": each, "all": each * variants}, indent=2))
        return
    click.echo(f"{each:,} visitors for each variant, {each * variants:,} in all")
    click.echo(f"to see {baseline:.4g} become {baseline * (1 + effect):.4g} with a power of {power:g}")


def listed(loaded: LoadedProject, name: str | None) -> list[Experiment]:
    """The experiments of a project, as the edge reads them."""
    testing = loaded.project.ab_testing
    found = [item for item in (testing.experiments if testing else ()) if name in (None, item.id)]
    if not found:
        raise UsageError(f"{loaded.shown}: there is no experiment{f' {name!r}' if name else ''}")
    return [as_the_edge_reads(loaded, item) for item in found]


def names_of(item: Experiment, ids: Iterable[str]) -> list[str]:
    """The variant of each visitor who would be in the audience."""
    names = [*(variant.name for variant in item.variants), OUT]
    drawn = []
    for visitor in ids:
        is_in = item.namespace is None or in_namespace(visitor, item.namespace)
        place = position(item.seed, visitor, item.hash_version) if is_in else None
        drawn.append(names[-1 if place is None else choose_variation(place, item.ranges)])
    return drawn


def changed(item: Experiment, weights: Sequence[str], coverage: float | None) -> Experiment:
    """The experiment as live settings would make it."""
    entry: dict[str, object] = {}
    if weights:
        entry["weights"] = weights_of(weights, [variant.name for variant in item.variants])
    if coverage is not None:
        entry["coverage"] = coverage
    return edited(item, entry)


def split_of(item: Experiment, before: Sequence[str], after: Sequence[str] | None) -> Split:
    """The split of an experiment's visitors; `after`: their variants if it were changed."""
    counts = Counter(before)
    seen = {variant.name: counts[variant.name] for variant in item.variants}
    shares = [end - start for start, end in item.ranges]
    split: Split = {
        "id": item.id,
        "visitors": len(before),
        "variants": seen,
        "none": counts[OUT],
        "chi_squared": None,
        "p": None,
        "change": None,
    }
    if any(shares) and any(seen.values()):
        value = chi_squared(list(seen.values()), shares)
        degrees = len([share for share in shares if share > 0]) - 1
        split.update(chi_squared=value, p=chi_squared_p(value, degrees))
    if after is not None:
        moves = Counter(pair for pair in zip(before, after, strict=True) if pair[0] != pair[1])
        listed = [{"from": one, "to": other, "visitors": n} for (one, other), n in moves.most_common()]
        split["change"] = {"stay": len(before) - moves.total(), "move": moves.total(), "moves": listed}
    return split


def show(split: Split) -> None:
    """A bar for each variant, whether the split is what it should be, and how many a change moves."""
    total = split["visitors"]
    click.echo(f"{split['id']}: {total:,} visitors")
    counts = {**split["variants"], **({OUT: split["none"]} if split["none"] else {})}
    width = max(map(len, [*counts, OUT]))
    for name, count in counts.items():
        share = count / total
        click.echo(f"  {name:<{width}}  {bar(share):<{WIDTH}} {count:>9,}  {share:7.2%}")
    if split["p"] is not None:
        verdict = "as it should be" if split["p"] > MISMATCH else "a sample ratio mismatch"
        click.echo(f"  chi-squared {split['chi_squared']:.2f}, p = {split['p']:.4f}: {verdict}")
    if change := split["change"]:
        click.echo(
            f"  after the change: {change['stay']:,} stay, {change['move']:,} would move without a cookie"
        )
        for move in change["moves"]:
            click.echo(f"    {move['from']} -> {move['to']}: {move['visitors']:,}")


def bar(share: float) -> str:
    """A bar in eighths of a character."""
    eighths = round(share * WIDTH * 8)
    return FULL * (eighths // 8) + PARTS[eighths % 8].strip()


def draw(path: Path, splits: Sequence[Split]) -> None:
    """The same as a picture."""
    try:
        # mypy: an optional package; noqa: large, and wanted here alone
        from matplotlib.figure import Figure  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415  optional, and slow
    except ModuleNotFoundError:
        raise MissingToolError("--png needs matplotlib: pip install matplotlib") from None
    figure = Figure(figsize=(6, 1 + 1.6 * len(splits)), layout="constrained")
    for number, split in enumerate(splits, start=1):
        counts = {**split["variants"], OUT: split["none"]}
        axes = figure.add_subplot(len(splits), 1, number)
        axes.barh(list(counts), list(counts.values()))
        axes.set_title(split["id"])
    try:
        figure.savefig(path, format="png")
    except OSError as error:
        raise UsageError(f"--png {path}: {error.strerror}") from None
