"""Which part of [0, 1) belongs to which variant, as GrowthBook's SDKs reckon it, to the last bit.

Ranges are half-open: a position belongs to a range from its start up to, not including, its end. Each variant
has a range as wide as its weight; the coverage cuts off the end of every range, so that a larger coverage
moves nobody who was in it. Sums are made in the order of the SDKs.

Source: https://docs.growthbook.io/lib/build-your-own (specification 0.7.1, read in a copy of 2026).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge.ab_testing.hashing import position

if TYPE_CHECKING:
    from collections.abc import Sequence

    Range = tuple[float, float]

__all__ = ["bucket_ranges", "choose_variation", "equal_weights", "in_namespace", "normalised"]

LEAST, MOST = 0.99, 1.01
"""Between these the weights count as adding up to one."""


def equal_weights(count: int) -> list[float]:
    """The same weight for each of so many variants."""
    return [1 / count] * count if count > 0 else []


def bucket_ranges(
    count: int, coverage: float | None = 1.0, weights: Sequence[float] | None = None
) -> list[Range]:
    """The range of each of so many variants.

    A coverage beyond 0 and 1 is taken for the nearer of them. Weights that are absent, not as many as the
    variants, or do not add up to one (0.99 to 1.01) are taken for equal ones.
    """
    share = 1.0 if coverage is None else min(max(coverage, 0.0), 1.0)
    if weights is None or len(weights) != count or not LEAST <= _total(weights) <= MOST:
        weights = equal_weights(count)
    ranges = []
    start = 0.0
    for weight in weights:
        ranges.append((start, start + share * weight))
        start += weight
    return ranges


def choose_variation(place: float, ranges: Sequence[Range]) -> int:
    """The index of the first range that holds the position, -1 if none does."""
    for index, (start, end) in enumerate(ranges):
        if start <= place < end:
            return index
    return -1


def in_namespace(value: str, namespace: tuple[str, float, float]) -> bool:
    """Whether a visitor belongs to the part of a namespace (its id, start and end) that an experiment has."""
    name, start, end = namespace
    place = position(f"__{name}", value, 1)
    return place is not None and start <= place < end


def normalised(weights: Sequence[float]) -> list[float]:
    """Weights of any sum as shares of one; those that GrowthBook takes for that stay as they are."""
    total = _total(weights)
    return list(weights) if LEAST <= total <= MOST else [weight / total for weight in weights]


def _total(weights: Sequence[float]) -> float:
    """As JavaScript adds; Python's `sum` is more exact since 3.12."""
    total = 0.0
    for weight in weights:
        total += weight
    return total
