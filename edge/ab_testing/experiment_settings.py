"""One experiment of settings.json: checked once more at the edge, where a wrong one must not begin to run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge.ab_testing.buckets import bucket_ranges, normalised
from edge.ab_testing.experiment import Experiment
from edge.ab_testing.targeting import DEVICES, Audience
from edge.ab_testing.variant_settings import NAME, read_variants
from edge.patterns import PathPattern

if TYPE_CHECKING:
    from edge.ab_testing.experiment import Variant
    from edge.settings import Table

__all__ = ["read_experiment"]


def read_experiment(table: Table) -> Experiment:
    """The experiment that a table describes.

    Raises:
        SettingsError: a key is absent, unknown or wrong.
    """
    experiment_id = table.text("id")
    if not experiment_id or not NAME.issuperset(experiment_id):
        raise table.refuse("id", "letters, digits, `-` and `_`")
    paths = table.texts("paths", ("/*",))
    if not paths or not all(path.startswith("/") for path in paths):
        raise table.refuse("paths", "path patterns that begin with /")
    version = table.integer("hash_version", 2, least=1)
    if version > 2:
        raise table.refuse("hash_version", "1 or 2")
    variants, weights, fixed = read_variants(table)
    experiment = _ranged(table, variants, weights, fixed)._replace(
        id=experiment_id,
        header=f"x-ab-{experiment_id}".lower(),
        cookie=f"ab-{experiment_id}",
        seed=table.text("seed", "") or experiment_id,
        paths=tuple(PathPattern(path) for path in paths),
        audience=_audience(table),
        hash_version=version,
        namespace=_namespace(table),
        start=table.number("start") if table.has("start") else 0.0,
        end=table.number("end") if table.has("end") else float("inf"),
        running=table.flag("running", default=True),
    )
    table.end()
    return experiment


def _ranged(
    table: Table,
    variants: tuple[Variant, ...],
    weights: list[float],
    fixed: tuple[tuple[float, float], ...],
) -> Experiment:
    coverage = table.number("coverage", 1.0)
    if coverage > 1:
        raise table.refuse("coverage", "a number from 0 to 1")
    shares = tuple(normalised(weights))
    ranges = fixed or tuple(bucket_ranges(len(variants), coverage, shares))
    return Experiment("", "", "", "", variants, ranges, (), Audience(), shares, coverage, bool(fixed))


def _namespace(table: Table) -> tuple[str, float, float] | None:
    if not table.has("namespace"):
        return None
    entry = table.table("namespace")
    start, end = entry.number("start", 0.0), entry.number("end", 1.0)
    if not start < end <= 1:
        raise entry.refuse("end", "more than the start, at most 1")
    namespace = (entry.text("id"), start, end)
    entry.end()
    return namespace


def _audience(table: Table) -> Audience:
    devices = frozenset(table.texts("devices", ()))
    if not devices.issubset(DEVICES):
        raise table.refuse("devices", f"some of {', '.join(DEVICES)}")
    return Audience(
        countries=frozenset(table.texts("countries", ())),
        except_countries=frozenset(table.texts("except_countries", ())),
        devices=devices,
        languages=tuple(item.lower() for item in table.texts("languages", ())),
        headers=tuple((name.lower(), value) for name, value in table.pairs("headers")),
        cookies=table.pairs("cookies"),
        query=table.pairs("query"),
        bots=table.flag("bots", default=False),
    )
