"""Measures two ways of doing one thing so that their ratio can be believed on a shared machine.

Runs alternate between ours and the reference, so that what else the machine does hits both; the medians are
what is compared, the minimum says what either can do undisturbed.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Report", "Row", "compare", "compare_values"]


@dataclass(frozen=True)
class Row:
    """One thing measured, one figure a run, in `unit`; no figures of a reference that is missing."""

    what: str
    unit: str
    ours: Sequence[float]
    reference: Sequence[float]
    reference_name: str

    @property
    def ratio(self) -> float | None:
        """Ours divided by the reference, medians: below 1 is less time, or fewer bytes."""
        return median(self.ours) / median(self.reference) if self.reference else None

    def to_json(self) -> dict[str, object]:
        """Medians and their ratio; beside them the minima and how many runs there were."""
        return {
            "what": self.what,
            "ours": median(self.ours),
            "reference": median(self.reference) if self.reference else None,
            "ratio": self.ratio,
            "unit": self.unit,
            "reference_name": self.reference_name,
            "ours_min": min(self.ours),
            "reference_min": min(self.reference, default=None),
            "runs": len(self.ours),
        }


@dataclass(frozen=True)
class Report:
    """What one benchmark found; `missing` names each peer or program that is absent, and how to get it."""

    name: str
    rows: tuple[Row, ...]
    missing: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """The report as `--json` prints it."""
        return {
            "name": self.name,
            "rows": [row.to_json() for row in self.rows],
            "missing": list(self.missing),
        }


def compare(
    what: str,
    ours: Callable[[], object],
    reference: Callable[[], object],
    *,
    reference_name: str,
    runs: int,
) -> Row:
    """Time both in milliseconds."""
    return compare_values(
        what, "ms", _timed(ours), _timed(reference), reference_name=reference_name, runs=runs
    )


def compare_values(  # noqa: PLR0913 - what a row holds
    what: str,
    unit: str,
    ours: Callable[[], float],
    reference: Callable[[], float],
    *,
    reference_name: str,
    runs: int,
) -> Row:
    """Take the figures that both return, alternating; one run of each goes before and is not counted."""
    ours(), reference()
    figures = [(ours(), reference()) for _ in range(runs)]
    return Row(what, unit, [mine for mine, _ in figures], [theirs for _, theirs in figures], reference_name)


def _timed(action: Callable[[], object]) -> Callable[[], float]:
    def milliseconds() -> float:
        start = time.perf_counter()
        action()
        return (time.perf_counter() - start) * 1000

    return milliseconds
