"""What each count is worth, in time and in memory, as it was measured.

A unit of work is a nanosecond of njs 0.7.9, the nearest relative of CloudFront's engine that could be had,
on the machine that it was measured on (the middle of four measurements). No unit is a nanosecond of
CloudFront's: units compare one version of a function with another, on every machine alike. `python -m
bench.cost` measures anew; docs/cost.md says how, and how far the result can be believed.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.javascript.cost.counters import Counter

__all__ = ["ALLOCATED", "TENTHS", "WEIGHTS", "allocated_bytes", "tenths", "units"]

TENTHS = 10
"""Weights are kept in tenths of a unit, as whole numbers: sums of those are the same everywhere."""

WEIGHTS: Mapping[Counter, int] = MappingProxyType(
    {
        "step": 41,
        "property": 133,
        "object": 595,
        "key": 1075,
        "call": 226,
        "throw": 6700,
        "await": 7200,
        "builtin": 400,
        "string": 280,
        "copied": 8,
        "searched": 32,
        "item": 195,
        "match": 6500,
        "miss": 30000,
        "matched": 11,
        "compiled": 545,
        "parsed": 166,
        "written": 305,
        "coded": 14,
        "digest": 8900,
        "hashed": 1750,
    }
)
"""Counter -> tenths of a unit."""

ALLOCATED: Mapping[Counter, int] = MappingProxyType(
    {
        "object": 90,
        "key": 96,
        "throw": 316,
        "await": 934,
        "string": 33,
        "copied": 1,
        "item": 11,
        "match": 268,
        "miss": 4378,
        "compiled": 9,
        "parsed": 16,
        "written": 2,
        "digest": 1266,
    }
)
"""Counter -> bytes that njs takes from its heap and gives back only when the run is over."""


def units(counts: Mapping[Counter, int]) -> int:
    """The work that counts stand for."""
    return tenths(counts) // TENTHS


def tenths(counts: Mapping[Counter, int]) -> int:
    """The same in tenths of a unit."""
    return sum(WEIGHTS[counter] * count for counter, count in counts.items())


def allocated_bytes(counts: Mapping[Counter, int]) -> int:
    """The memory that an engine takes that frees nothing while a function runs."""
    return sum(ALLOCATED.get(counter, 0) * count for counter, count in counts.items())
