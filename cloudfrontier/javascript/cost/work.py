"""The work of one run: counts, what they are worth, and what CloudFront might make of it.

CloudFront reports `compute utilization`, the time of a run in percent of the time allowed, and says of no
function how it comes about. What is here is an estimate, through two straight lines: see docs/cost.md.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import COMPUTE_NEARING
from cloudfrontier.javascript.cost.counters import Counter
from cloudfrontier.javascript.cost.weights import allocated_bytes, units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cloudfrontier.javascript.cost.blocks import Blocks

__all__ = ["BASE", "DEFAULT_BUDGET", "UNITS_PER_POINT", "Budget", "Work", "utilization"]

BASE = 15
"""Points of utilization of a function that does next to nothing: the median of fifteen that were published,
which go from 6 to 31.
"""

UNITS_PER_POINT = 3_000
"""Units of work that one point of utilization stands for: 3,200 fits the same figures best, and anything from
1,250 units upwards would fit them too.
"""


@dataclass(frozen=True)
class Budget:
    """The estimated utilization that a function may have on a sample event, in points.

    warning: above it, AWS says, a function is likely throttled. error: where it would still be over 100 if
    the estimate were twice too high.
    """

    warning: int = COMPUTE_NEARING.value
    error: int = 200

    @property
    def most_units(self) -> int:
        """Where a run is ended: well above whatever would be reported."""
        return max(self.error, self.warning) * 2 * UNITS_PER_POINT


DEFAULT_BUDGET = Budget()


@dataclass(frozen=True)
class Work:
    """What a run did.

    counts: how often what was done. units: that as one number, the same on every machine. allocated_bytes:
    what an engine that frees nothing during a run would have taken.
    """

    counts: Mapping[Counter, int]
    units: int
    allocated_bytes: int

    @classmethod
    def of(cls, counts: Mapping[Counter, int]) -> Work:
        """The work that counts stand for; those of zero are left out."""
        done = {counter: count for counter, count in counts.items() if count}
        return cls(done, units(done), allocated_bytes(done))

    @classmethod
    def of_visits(cls, blocks: Blocks, visits: Sequence[int], by_builtins: Mapping[Counter, int]) -> Work:
        """The work of a run: `visits` says how often it came through each block."""
        counts = Tally(dict(by_builtins))
        for block, times in zip(blocks.listed, visits, strict=True):
            for counter, count in block.counts.items() if times else ():
                counts[counter] += times * count
        return cls.of(counts)

    @property
    def utilization(self) -> float:
        """The estimated compute utilization in points, to a tenth."""
        return utilization(self.units)


def utilization(amount: int) -> float:
    """The estimate for so many units."""
    return (BASE * UNITS_PER_POINT + amount) * 10 // UNITS_PER_POINT / 10
