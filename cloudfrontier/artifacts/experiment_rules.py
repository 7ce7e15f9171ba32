"""Experiments of `kind = "function"` -> steps of the functions that name them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from cloudfront_functions.rules import Conditions, Match
from cloudfront_functions.rules.experiments import (
    Arm,
    Experiment,
    ExperimentCookies,
    Experiments,
    Visitors,
)
from edge.ab_testing.buckets import bucket_ranges, normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cloudfront_functions.rules import Step
    from cloudfrontier.artifacts.rules_reading import Reading
    from cloudfrontier.project import model

__all__ = ["compiled_experiment", "read_experiments"]


def read_experiments(reading: Reading) -> Iterable[Step]:
    """The experiments that a function names, in the order of edge.toml."""
    testing = reading.loaded.project.ab_testing
    named = reading.table.experiments
    if testing is None or not named:
        return []
    experiments = tuple(compiled_experiment(item) for item in testing.experiments if item.id in named)
    visitors = Visitors(
        cookie=testing.visitor_cookie,
        site_cookie=testing.site_cookie,
        header=testing.visitor_header.lower(),
        force_cookie=testing.force_cookie,
        max_age=testing.max_age,
    )
    if reading.table.event == "viewer-request":
        return [Experiments(experiments=experiments, visitors=visitors)]
    return [ExperimentCookies(experiments=experiments, visitors=visitors)]


def compiled_experiment(item: model.Experiment) -> Experiment:
    """One experiment as the compiler takes it; its ranges are those that the handler would have."""
    shares = normalised([variant.weight for variant in item.variants])
    ranges = bucket_ranges(len(item.variants), item.coverage, shares)
    return Experiment(
        id=item.id,
        arms=tuple(_arm(variant, place) for variant, place in zip(item.variants, ranges, strict=True)),
        seed=item.seed or item.id,
        version=item.hash_version,
        paths=item.paths,
        namespace=(item.namespace.id, item.namespace.start, item.namespace.end) if item.namespace else None,
        when=Conditions(
            query=_matches(item.query),
            headers=_matches({name.lower(): value for name, value in item.headers.items()}),
            cookies=_matches(item.cookies),
            countries=item.countries,
            languages=item.languages,
        ),
        except_countries=item.except_countries,
        devices=item.devices,
        bots=item.bots,
        running=item.running,
        begins=_seconds(item.start),
        ends=_seconds(item.end),
    )


def _arm(variant: model.Variant, place: tuple[float, float]) -> Arm:
    start, end = (variant.range[0], variant.range[1]) if variant.range else place
    return Arm(
        name=variant.name,
        start=start,
        end=end,
        prefix=variant.prefix,
        headers=_lower(variant.headers),
        response_headers=_lower(variant.response_headers),
    )


def _lower(headers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name.lower(), value) for name, value in headers.items())


def _matches(wanted: Mapping[str, str]) -> tuple[Match, ...]:
    return tuple(Match(name, None if value == "*" else value) for name, value in wanted.items())


def _seconds(text: str) -> int | None:
    return int(datetime.fromisoformat(text).timestamp()) if text else None
