"""Which variant a visitor is in: experiments, path, cookies and id in, assignments out. No state, no dice.

1. A cookie that names a variant of the experiment is kept, so that a change of weights moves nobody. One
   that names none (forged, or of a variant that was removed) is as good as no cookie.
2. Otherwise the visitor's id is hashed to a position in [0, 1), and the variant whose range holds it is
   taken.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from edge.ab_testing.hashing import position

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edge.patterns import PathPattern

__all__ = ["Assignment", "Experiment", "Variant", "assign", "bucket_ranges"]


class Variant(NamedTuple):
    """One arm: positions from `start` up to, not including, `end` fall to it."""

    name: str
    prefix: str
    """Path prefix at the origin, empty for none."""
    start: float
    end: float


class Experiment(NamedTuple):
    """A choice among variants, and the names by which it is carried."""

    id: str
    header: str
    """Request header, lower case."""
    cookie: str
    """Sticky cookie."""
    seed: str
    paths: tuple[PathPattern, ...]
    variants: tuple[Variant, ...]

    def variant(self, name: str | None) -> Variant | None:
        """The variant of that name."""
        return next((variant for variant in self.variants if variant.name == name), None)

    def runs_on(self, path: str) -> bool:
        """Whether the path is one of those that it runs on."""
        return any(pattern.matches(path) for pattern in self.paths)


class Assignment(NamedTuple):
    """The variant that a visitor is in."""

    experiment: Experiment
    variant: Variant
    kept: bool
    """Because a cookie says so."""
    ignored: bool
    """A cookie was there, and named no variant."""


def bucket_ranges(weights: Sequence[int]) -> list[tuple[float, float]]:
    """Ranges in [0, 1) as wide as the weights are relative to each other, in their order.

    Added up as GrowthBook's SDKs do it, so that the same weights give the same borders to the last bit.
    """
    total = sum(weights)
    shares = [weight / total for weight in weights]
    starts = accumulate(shares[:-1], initial=0.0)
    return [(start, start + share) for start, share in zip(starts, shares, strict=True)]


def assign(
    experiments: Sequence[Experiment], path: str, *, visitor: str, cookies: Mapping[str, Sequence[str]]
) -> list[Assignment]:
    """The assignments of the experiments that run on the path, in order; `cookies`: all values by name."""
    assigned = []
    for experiment in experiments:
        if not experiment.runs_on(path):
            continue
        values = cookies.get(experiment.cookie, ())
        kept = next(filter(None, map(experiment.variant, values)), None)
        variant = kept or _draw(experiment, visitor)
        if variant is not None:
            ignored = bool(values) and kept is None
            assigned.append(Assignment(experiment, variant, kept is not None, ignored))
    return assigned


def _draw(experiment: Experiment, visitor: str) -> Variant | None:
    place = position(experiment.seed, visitor)
    return next((variant for variant in experiment.variants if variant.start <= place < variant.end), None)
