"""Experiments as operators have changed them since the build: weights, coverage, on or off, one for everyone.

What is unknown or wrong is left out and said; it never stops an experiment and never raises. The shape, by
the ids of the experiments:

    {"hero": {"weights": {"a": 1, "b": 3}, "coverage": 0.5, "status": "stopped", "force": "b"}}

`weights` may be a list in the order of the variants too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge.ab_testing.buckets import bucket_ranges, normalised

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edge.ab_testing.experiment import Experiment

__all__ = ["with_live"]


MOST = 1_000_000_000
"""Of a weight: sums of any larger might be more than a float can be."""


class WrongError(ValueError):
    """A live setting that cannot be used; the message names its key and what was expected."""


def with_live(
    experiments: Sequence[Experiment], live: object
) -> tuple[tuple[Experiment, ...], tuple[str, ...]]:
    """The experiments with what `live` says of them, and one sentence for each thing that was left out."""
    if live is None:
        return tuple(experiments), ()
    if not isinstance(live, dict):
        return tuple(experiments), ("ab_testing: expected an object of experiments",)
    problems = [f"{name}: no such experiment" for name in live if not _is_known(name, experiments)]
    changed = []
    for experiment in experiments:
        entry = live.get(experiment.id)
        if isinstance(entry, dict):
            for key in entry:
                try:
                    experiment = _changed(experiment, key, entry[key])  # noqa: PLW2901 - one change after another
                except WrongError as error:
                    problems.append(f"{experiment.id}.{key}: {error}")
        elif entry is not None:
            problems.append(f"{experiment.id}: expected an object")
        changed.append(experiment)
    return tuple(changed), tuple(problems)


def _is_known(name: object, experiments: Sequence[Experiment]) -> bool:
    return any(experiment.id == name for experiment in experiments)


def _changed(experiment: Experiment, key: str, value: object) -> Experiment:
    if key == "status":
        if value not in ("running", "stopped"):
            raise WrongError("expected running or stopped")
        return experiment._replace(running=value == "running")
    if key == "force":
        everyone = experiment.variant(value) if isinstance(value, str) else None
        if everyone is None and value is not None:
            raise WrongError("no such variant")
        return experiment._replace(everyone=everyone)
    if key == "weights":
        return _ranged(experiment._replace(weights=tuple(normalised(_weights(experiment, value)))))
    if key == "coverage":
        if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 <= value <= 1:
            raise WrongError("expected a number from 0 to 1")
        return _ranged(experiment._replace(coverage=value))
    raise WrongError("unknown key")


def _ranged(experiment: Experiment) -> Experiment:
    if experiment.fixed:
        raise WrongError("its ranges are fixed in edge.toml")
    ranges = bucket_ranges(len(experiment.variants), experiment.coverage, experiment.weights)
    return experiment._replace(ranges=tuple(ranges))


def _weights(experiment: Experiment, value: object) -> list[float]:
    names = [variant.name for variant in experiment.variants]
    listed: object = value
    if isinstance(value, dict):
        weights: Mapping[str, object] = value
        listed = [weights[name] for name in names] if set(weights) == set(names) else None
    if not isinstance(listed, list) or len(listed) != len(names):
        raise WrongError("expected one for each variant")
    if not all(map(_is_weight, listed)) or not any(listed):
        raise WrongError(f"expected numbers from 0 to {MOST}, not all of them 0")
    return listed


def _is_weight(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= MOST
