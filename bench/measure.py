"""Times two ways of doing one thing so that their ratio can be believed on a shared machine.

Runs alternate between ours and the reference, so that what else the machine does hits both; the median is what
is compared, the minimum says what either can do undisturbed.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Report", "Row", "compare", "figures"]


@dataclass(frozen=True)
class Row:
    """One thing measured; lists hold one figure a run, in `unit`. No reference: it is named in `missing`."""

    what: str
    unit: str
    ours: Sequence[float]
    reference: Sequence[float]
    reference_name: str

    @property
    def ratio(self) -> float | None:
        """Ours divided by the reference, medians: below 1 is less time or fewer bytes."""
        return median(self.ours) / median(self.reference) if self.reference else None


@dataclass(frozen=True)
class Report:
    """What one benchmark found; `missing` names each peer that is not installed and how to get it."""

    name: str
    rows: tuple[Row, ...]
    missing: tuple[str, ...] = ()


def compare(
    what: str,
    ours: Callable[[], object],
    reference: Callable[[], object],
    *,
    reference_name: str,
    runs: int,
) -> Row:
    """Time both, alternating, in milliseconds; one run of each goes before and is not counted."""
    ours(), reference()
    pairs = [(_milliseconds(ours), _milliseconds(reference)) for _ in range(runs)]
    mine, theirs = zip(*pairs, strict=True)
    return Row(what, "ms", mine, theirs, reference_name)


def figures(row: Row) -> dict[str, object]:
    """The row as JSON: medians, and beside them minima and the number of runs."""
    return {
        "what": row.what,
        "ours": median(row.ours),
        "reference": median(row.reference) if row.reference else None,
        "ratio": row.ratio,
        "unit": row.unit,
        "reference_name": row.reference_name,
        "ours_min": min(row.ours),
        "reference_min": min(row.reference) if row.reference else None,
        "runs": len(row.ours),
    }


def _milliseconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000
