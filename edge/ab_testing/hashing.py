"""GrowthBook's public hashing, so that whoever else knows the visitor's id reaches the same variant.

1. FNV-1a, 32 bits, over the UTF-16 code units of the text: JavaScript's `charCodeAt`, which its SDKs and
   CloudFront Functions hash by, and which its Python SDK follows since 4.0. For ASCII these are the bytes.
2. `Seeds` hashes one value for many seeds at once: each seed has a lane of 64 bits in one whole number, and
   a step of FNV-1a (exclusive or, times the prime, cut to 32 bits) is done in all lanes by one operation
   each. A product of two such numbers stays below 2**57, so no lane runs over into its neighbour.

Source: https://docs.growthbook.io/lib/build-your-own (specification 0.7.1, read in a copy of 2026); the SDKs
growthbook 4.0.0 (PyPI) and @growthbook/growthbook 1.8.0 (npm) agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Seeds", "fnv32a", "position"]

OFFSET_BASIS = 0x811C9DC5
PRIME = 0x01000193
MASK = 0xFFFFFFFF
LANE = 64
"""Bits of a lane."""
STEPS = 10_000
"""Positions that version 2 tells apart."""


def fnv32a(text: str) -> int:
    """FNV-1a of a text, 0 to 2**32 - 1."""
    value = OFFSET_BASIS
    for unit in _code_units(text):
        value = ((value ^ unit) * PRIME) & MASK
    return value


def position(seed: str, value: str, version: int = 2) -> float | None:
    """Where a value falls in [0, 1) for a seed; None for a version that there is not.

    Version 2 hashes twice and has 10,000 steps. Version 1 has 1,000; with it, experiments whose seeds are
    alike are not independent, and it is here for those who began with it.
    """
    if version == 2:
        return fnv32a(str(fnv32a(seed + value))) % STEPS / STEPS
    if version == 1:
        return fnv32a(value + seed) % 1_000 / 1_000
    return None


class Seeds:
    """Many seeds whose positions (version 2) for one value are found together."""

    __slots__ = ("_everywhere", "_mask", "_size", "_start")

    def __init__(self, seeds: Sequence[str]) -> None:
        lanes = range(0, LANE * len(seeds), LANE)
        ones = sum(1 << lane for lane in lanes)
        self._everywhere = [byte * ones for byte in range(256)]
        self._mask = MASK * ones
        self._size = len(seeds) * LANE // 8
        # the seed comes first, so that its part is the same for every value
        self._start = sum(fnv32a(seed) << lane for lane, seed in zip(lanes, seeds, strict=True))

    def positions(self, value: str) -> list[float]:
        """The position of the value for each seed, in the order of the seeds."""
        state, mask, everywhere = self._start, self._mask, self._everywhere
        for unit in _code_units(value):
            # a unit beyond a byte is rare: an id is ASCII nearly always
            spread = everywhere[unit] if unit < 256 else everywhere[1] * unit
            state = ((state ^ spread) * PRIME) & mask
        hashes = memoryview(state.to_bytes(self._size, "little")).cast("I")[::2]
        return [_of_number(number) for number in hashes]


def _of_number(number: int) -> float:
    value = OFFSET_BASIS
    for unit in b"%d" % number:
        value = ((value ^ unit) * PRIME) & MASK
    return value % STEPS / STEPS


def _code_units(text: str) -> Iterable[int]:
    if text.isascii():
        return text.encode()
    units = text.encode("utf-16-le", "surrogatepass")
    return [low + 256 * high for low, high in zip(units[::2], units[1::2], strict=True)]
