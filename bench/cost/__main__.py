"""`python -m bench.cost [--rounds N]`: measures njs, fits weights, and prints them beside those in use."""

from __future__ import annotations

import argparse
import sys
from statistics import median
from typing import TYPE_CHECKING, cast

from bench.cost.counting import counts_of_run, work_of
from bench.cost.fitting import Measured, error_factor, fitted, fitted_sizes, predicted, slope
from bench.cost.njs import Njs
from bench.cost.programs import FITTED, HELD_OUT, function_text
from bench.cost.published import PUBLISHED
from cloudfrontier.javascript.cost import COUNTERS, Counter
from cloudfrontier.javascript.cost.weights import ALLOCATED, TENTHS, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SHORTEST_NS = 20.0
FLOOR_NS, FLOOR_BYTES = 100.0, 200.0


def main() -> int:
    """Measure, fit, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.cost", description=__doc__)
    parser.add_argument(
        "--rounds", type=int, default=15, help="runs of each program; the fastest counts (15)"
    )
    rounds = parser.parse_args().rounds
    njs, programs = Njs(), FITTED | HELD_OUT
    times = {
        name: Measured(name, cast("Mapping[str, int]", counts_of_run(programs[name])), nanoseconds)
        for name, nanoseconds in njs.fastest(programs, rounds).items()
    }
    fit = [times[name] for name in FITTED if times[name].value > SHORTEST_NS]
    weights = fitted(COUNTERS, fit, floor=FLOOR_NS)
    sizes = [Measured(row.name, row.counts, njs.allocated(FITTED[row.name], row.value)) for row in fit]
    held = [times[name] for name in HELD_OUT]
    print_weights("tenths of a nanosecond", scaled(weights, TENTHS), WEIGHTS)
    print_weights("bytes", fitted_sizes(COUNTERS, sizes, floor=FLOOR_BYTES), ALLOCATED)
    print_errors(weights, fit, held)
    print_published()
    return 0


def scaled(weights: Mapping[str, float], by: int) -> dict[str, float]:
    """Every weight times a number."""
    return {name: weight * by for name, weight in weights.items()}


def print_weights(unit: str, new: Mapping[str, float], used: Mapping[Counter, int]) -> None:
    """What was found beside what is in use."""
    print(f"{unit:24}{'measured':>10}{'in use':>10}")
    for counter in COUNTERS:
        print(f"{counter:24}{new[counter]:>10.0f}{used.get(counter, 0):>10}")
    print()


def print_errors(weights: Mapping[str, float], fit: Sequence[Measured], held: Sequence[Measured]) -> None:
    """How far the predictions are off, for the programs that were fitted and for those that were not."""
    print(f"typical factor of the error: {error_factor(weights, fit):.2f} for {len(fit)} fitted programs,")
    print(f"{error_factor(weights, held):.2f} for {len(held)} functions that were held out:")
    for row in held:
        guess = predicted(weights, row)
        print(f"  {row.name:28}{row.value:>10.0f} ns{guess:>10.0f} predicted  x{guess / row.value:.2f}")
    print()


def print_published() -> None:
    """Utilization as it was published, beside units, and the line through it."""
    points = []
    for item in PUBLISHED:
        units = work_of(function_text(item.function), item.event).units
        points.append((item.when, float(units), float(item.utilization)))
        print(f"{item.when}  {item.what:34}{units:>8} units{item.utilization:>4} points")
    rise, error = slope(points)
    print(f"median {median(point[2] for point in points):.0f} points; {1 / rise:,.0f} units a point")
    print(f"(the rise is {rise * 1000:.2f} points for 1,000 units, its standard error {error * 1000:.2f})")


if __name__ == "__main__":
    sys.exit(main())
