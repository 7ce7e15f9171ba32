"""GrowthBook's public hashing, so that whoever else knows the visitor's id reaches the same variant.

FNV-1a, 32 bits, over the UTF-16 code units of the text: JavaScript's `charCodeAt`, which its SDKs and
CloudFront Functions hash by. For ASCII these are the bytes.

Source: https://docs.growthbook.io/lib/build-your-own (specification 0.7.1, read in a copy of 2026).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

__all__ = ["fnv32a", "position"]

OFFSET_BASIS = 0x811C9DC5
PRIME = 0x01000193
MASK = 0xFFFFFFFF


def fnv32a(text: str) -> int:
    """FNV-1a of a text, 0 to 2**32 - 1."""
    value = OFFSET_BASIS
    for unit in _code_units(text):
        value = ((value ^ unit) * PRIME) & MASK
    return value


def position(seed: str, value: str, *, version: Literal[1, 2] = 2) -> float:
    """Where a value falls in [0, 1) for a seed.

    Version 2 hashes twice and has 10,000 steps. Version 1 has 1,000; with it, experiments whose seeds are
    alike are not independent, and it is here for those who began with it.
    """
    if version == 2:
        return fnv32a(str(fnv32a(seed + value))) % 10_000 / 10_000
    return fnv32a(value + seed) % 1_000 / 1_000


def _code_units(text: str) -> Iterable[int]:
    if text.isascii():
        return text.encode()
    units = text.encode("utf-16-le", "surrogatepass")
    return [low + 256 * high for low, high in zip(units[::2], units[1::2], strict=True)]
