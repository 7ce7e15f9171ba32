"""The numbers of experiments: is a split what it should be, and how many visitors does an effect need.

The distribution function of chi-squared has a closed form for whole degrees of freedom (Abramowitz and
Stegun, Handbook of Mathematical Functions, 26.4.4 and 26.4.5). The sample size is that of the two-sided test
of two proportions (Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 3rd edition, 4.14).
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["MISMATCH", "chi_squared", "chi_squared_p", "sample_size"]

MISMATCH = 0.001
"""A split whose p-value is smaller is no chance: something counts, or assigns, wrongly."""


def chi_squared(counts: Sequence[int], shares: Sequence[float]) -> float:
    """How far counts are from shares of their sum; a share of zero that was met is infinitely far."""
    total = sum(counts)
    whole = sum(shares)
    terms = []
    for count, share in zip(counts, shares, strict=True):
        wanted = total * share / whole
        if wanted == 0:
            terms.append(math.inf if count else 0.0)
        else:
            terms.append((count - wanted) ** 2 / wanted)
    return sum(terms)


def chi_squared_p(value: float, degrees: int) -> float:
    """The chance of a chi-squared at least as large, if the split is as it should be."""
    if degrees < 1 or value <= 0:
        return 1.0
    if math.isinf(value):
        return 0.0
    half = value / 2
    if degrees % 2 == 0:
        return sum(math.exp(-half + k * math.log(half) - math.lgamma(k + 1)) for k in range(degrees // 2))
    tail = (
        math.exp(-half + (k - 0.5) * math.log(half) - math.lgamma(k + 0.5))
        for k in range(1, degrees // 2 + 1)
    )
    return math.erfc(math.sqrt(half)) + sum(tail)


def sample_size(baseline: float, effect: float, *, alpha: float = 0.05, power: float = 0.8) -> int:
    """Visitors for each variant, to see a rate of `baseline` change by `effect` (relative: 0.1 is a tenth).

    Raises:
        ValueError: a rate is not between 0 and 1, or there is no effect.
    """
    other = baseline * (1 + effect)
    if not 0 < baseline < 1 or not 0 < other < 1 or effect == 0:
        raise ValueError("both rates are between 0 and 1, and differ")
    mean = (baseline + other) / 2
    by_chance = NormalDist().inv_cdf(1 - alpha / 2) * math.sqrt(2 * mean * (1 - mean))
    to_see = NormalDist().inv_cdf(power) * math.sqrt(baseline * (1 - baseline) + other * (1 - other))
    return math.ceil(((by_chance + to_see) / (baseline - other)) ** 2)
