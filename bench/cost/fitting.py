"""Least squares without negative weights, and the errors that are left; so few numbers need no library."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Measured", "error_factor", "fitted", "fitted_sizes", "predicted", "slope"]

ROUNDS = 40
SWEEPS = 2_000
CLOSE = 1e-6


@dataclass(frozen=True)
class Measured:
    """A program's counts, and what was measured of it."""

    name: str
    counts: Mapping[str, int]
    value: float


def fitted(names: Sequence[str], rows: Sequence[Measured], *, floor: float) -> dict[str, float]:
    """Weights, none below zero, that make predicted / measured as near to 1 as they can be.

    Errors count by their factor, too high as much as too low: each round weighs every program by what the
    last one predicted for it. Below `floor` only the difference counts.
    """
    weights = [0.0] * len(names)
    guesses = [row.value for row in rows]
    for _ in range(ROUNDS):
        scales = [
            1 / math.sqrt(max(row.value, floor) * max(guess, floor))
            for row, guess in zip(rows, guesses, strict=True)
        ]
        matrix = [
            [row.counts.get(name, 0) * scale for name in names]
            for row, scale in zip(rows, scales, strict=True)
        ]
        target = [row.value * scale for row, scale in zip(rows, scales, strict=True)]
        weights = least_squares(matrix, target, weights)
        found = dict(zip(names, weights, strict=True))
        guesses = [predicted(found, row) for row in rows]
    return dict(zip(names, weights, strict=True))


def fitted_sizes(names: Sequence[str], rows: Sequence[Measured], *, floor: float) -> dict[str, float]:
    """Weights of what is zero for most programs: a difference counts by its size, not by its factor."""
    scales = [1 / math.sqrt(max(row.value, floor)) for row in rows]
    pairs = list(zip(rows, scales, strict=True))
    matrix = [[row.counts.get(name, 0) * scale for name in names] for row, scale in pairs]
    weights = least_squares(matrix, [row.value * scale for row, scale in pairs], [0.0] * len(names))
    return dict(zip(names, weights, strict=True))


def least_squares(
    matrix: Sequence[Sequence[float]], target: Sequence[float], start: Sequence[float]
) -> list[float]:
    """Coordinate descent: one weight at a time is set to its best, or to zero, until none moves."""
    weights = list(start)
    columns = [[(i, row[j]) for i, row in enumerate(matrix) if row[j]] for j in range(len(weights))]
    left = [
        value - sum(a * x for a, x in zip(row, weights, strict=True))
        for row, value in zip(matrix, target, strict=True)
    ]
    for _ in range(SWEEPS):
        moved = 0.0
        for j, column in enumerate(columns):
            square = sum(value * value for _, value in column)
            if not square:
                continue
            best = max(0.0, weights[j] + sum(value * left[i] for i, value in column) / square)
            step, weights[j] = best - weights[j], best
            for i, value in column:
                left[i] -= step * value
            moved = max(moved, abs(step) / (abs(best) + CLOSE))
        if moved < CLOSE:
            break
    return weights


def predicted(weights: Mapping[str, float], row: Measured) -> float:
    """What the weights say of a program."""
    return sum(weights[name] * count for name, count in row.counts.items())


def error_factor(weights: Mapping[str, float], rows: Sequence[Measured]) -> float:
    """The typical factor by which a prediction is off, 1.15 for 15 percent either way."""
    squares = [math.log(max(predicted(weights, row), 1) / max(row.value, 1)) ** 2 for row in rows]
    return math.exp(math.sqrt(sum(squares) / len(squares)))


def slope(points: Sequence[tuple[str, float, float]]) -> tuple[float, float]:
    """Rise of y for one of x, and its standard error, of (group, x, y); each group has a level of its own."""
    groups = {group for group, _, _ in points}
    means = {group: mean_of([point[1:] for point in points if point[0] == group]) for group in groups}
    spread = [(x - means[group][0], y - means[group][1]) for group, x, y in points]
    squares = sum(x * x for x, _ in spread)
    rise = sum(x * y for x, y in spread) / squares
    residual = sum((y - rise * x) ** 2 for x, y in spread) / (len(points) - len(groups) - 1)
    return rise, math.sqrt(residual / squares)


def mean_of(pairs: Sequence[Sequence[float]]) -> tuple[float, float]:
    """The mean of x and of y."""
    return sum(pair[0] for pair in pairs) / len(pairs), sum(pair[1] for pair in pairs) / len(pairs)
