"""Chi-squared and sample sizes, against published tables."""

from __future__ import annotations

import math

import pytest

from cloudfrontier.cli.split_statistics import chi_squared, chi_squared_p, sample_size


@pytest.mark.parametrize(
    ("value", "degrees", "p"),
    [
        (3.841, 1, 0.05),
        (6.635, 1, 0.01),
        (10.828, 1, 0.001),
        (5.991, 2, 0.05),
        (7.815, 3, 0.05),
        (16.266, 3, 0.001),
        (18.307, 10, 0.05),
        (27.877, 9, 0.001),
        (124.342, 100, 0.05),
    ],
)
def test_p_values_are_those_of_the_tables(value: float, degrees: int, p: float) -> None:
    """NIST/SEMATECH e-Handbook, 1.3.6.7.4: upper critical values of chi-squared."""
    assert chi_squared_p(value, degrees) == pytest.approx(p, rel=2e-3)


def test_a_perfect_split_is_no_evidence_and_an_impossible_one_is_all() -> None:
    assert chi_squared([50, 50], [1, 1]) == 0
    assert chi_squared_p(0, 1) == 1
    assert chi_squared([50, 1], [1, 0]) == math.inf
    assert chi_squared([50, 0], [1, 0]) == 0
    assert chi_squared_p(math.inf, 1) == 0


def test_the_statistic_is_that_of_pearson() -> None:
    assert chi_squared([44, 56], [0.5, 0.5]) == pytest.approx(1.44)
    assert chi_squared([821, 815], [1, 1]) == pytest.approx(0.022, abs=1e-3)


@pytest.mark.parametrize(
    ("baseline", "effect", "alpha", "power", "expected"),
    [(0.1, 0.5, 0.05, 0.8, 686), (0.5, 0.2, 0.05, 0.8, 388), (0.5, 0.2, 0.01, 0.9, 735)],
)
def test_sample_sizes_are_those_of_the_formula_of_two_proportions(
    baseline: float, effect: float, alpha: float, power: float, expected: int
) -> None:
    """Without continuity correction, as R's `power.prop.test` prints them (rounded up)."""
    assert sample_size(baseline, effect, alpha=alpha, power=power) == pytest.approx(expected, abs=2)


@pytest.mark.parametrize(
    ("baseline", "effect"), [(0.0, 0.1), (1.0, 0.1), (0.6, 0.9), (0.1, 0.0), (0.1, -1.0)]
)
def test_rates_that_cannot_be_are_refused(baseline: float, effect: float) -> None:
    with pytest.raises(ValueError, match="both rates are between 0 and 1"):
        sample_size(baseline, effect)
