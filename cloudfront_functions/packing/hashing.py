"""Where in a table the record of a path stands: the sum that `templates/tables/packed.js.j2` takes tells.

Only some characters of a path are looked at, from its end: enough to tell the sources of a table apart, and
never more, however long the path of a request is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfront_functions.packing.alphabet import MARKS, SECOND_FROM

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

__all__ = ["MODULUS", "Hashing", "choose_hashing", "spread_evenly"]

MODULUS = 2**24 - 3
"""A prime so small that no step of the sum leaves the whole numbers that JavaScript holds exactly."""

FACTOR = 31
LARGE = 2**55
# Every third of the last characters tells the pages of most sites apart; the last choice looks at them all.
CHOICES = ((3, 8), (2, 12), (1, 16), (1, 32), (1, 8192))
CROWDED = 1.5
"""How many times the company that chance gives a record is too much."""


@dataclass(frozen=True)
class Hashing:
    """Which characters are looked at, and how many buckets there are.

    step: from one character to the one before it. most: how many are looked at.
    """

    step: int
    most: int
    buckets: int

    def bucket_and_mark(self, path: str) -> tuple[int, str]:
        """The number of the path's bucket, and the character that its record begins with."""
        total = len(path)
        # the last character is a slash or the end of an extension: it tells nothing
        for code in path[-2 :: -self.step][: self.most].encode("ascii"):
            total = total * FACTOR + code
            # the same in the end as at each step, and sooner done
            if total > LARGE:
                total %= MODULUS
        total %= MODULUS
        return total % self.buckets, chr(SECOND_FROM + total // self.buckets % MARKS)


def choose_hashing(sources: Collection[str], *, per_bucket: int) -> Hashing:
    """The cheapest way to spread sources over buckets of about so many, about as evenly as chance would."""
    for hashing in hashings(sources, per_bucket=per_bucket):
        loads = Counter(hashing.bucket_and_mark(source)[0] for source in sources)
        company = sum(load * load for load in loads.values()) / max(1, len(sources))
        if company <= CROWDED * (1 + len(sources) / hashing.buckets):
            break
    return hashing


def hashings(sources: Collection[str], *, per_bucket: int) -> Iterator[Hashing]:
    """Every way to spread sources over buckets of about so many, the cheapest first."""
    buckets = max(1, len(sources) // per_bucket)
    longest = max(map(len, sources), default=1)
    for step, most in CHOICES:
        yield Hashing(step, min(most, longest), buckets)


def spread_evenly(sizes: Mapping[str, int], *, most: int, per_bucket: Iterable[int]) -> Hashing:
    """The first hashing of which no bucket is larger than that; sizes: source -> bytes of its record.

    per_bucket: how many sources to put together, in the order in which it is tried; if none does, the last.
    """
    for number in per_bucket:
        for hashing in hashings(sizes, per_bucket=number):
            if all_within(sizes, hashing, most):
                return hashing
    return hashing


def all_within(sizes: Mapping[str, int], hashing: Hashing, most: int) -> bool:
    """Whether no bucket is larger than that."""
    loads: Counter[int] = Counter()
    for source, size in sizes.items():
        bucket, _ = hashing.bucket_and_mark(source)
        loads[bucket] += size
        if loads[bucket] > most:
            return False
    return True
