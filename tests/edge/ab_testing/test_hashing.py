"""Hashing, against a second implementation and against the values that the authors of FNV publish."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.ab_testing.hashing import Seeds, fnv32a, position


def reference(text: str) -> int:
    """FNV-1a in shifts and adds over UTF-16 code units, as SDKs in JavaScript compute it."""
    value = 2166136261
    for unit in memoryview(text.encode("utf-16", "surrogatepass")[2:]).cast("H"):
        value ^= unit
        value = (value + (value << 1) + (value << 4) + (value << 7) + (value << 8) + (value << 24)) % 2**32
    return value


@given(st.text())
def test_fnv_agrees_with_a_second_implementation(text: str) -> None:
    assert fnv32a(text) == reference(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 0x811C9DC5), ("a", 0xE40C292C), ("b", 0xE70C2DE5), ("foobar", 0xBF9CF968)],
)
def test_fnv_gives_the_values_that_its_authors_published(text: str, expected: int) -> None:
    """http://www.isthe.com/chongo/tech/comp/fnv/, test vectors of FNV-1a, 32 bits."""
    assert fnv32a(text) == expected


@given(st.text(), st.text())
def test_positions_agree_with_a_second_implementation(seed: str, value: str) -> None:
    assert position(seed, value) == (reference(str(reference(seed + value))) % 10000) / 10000
    assert position(seed, value, version=1) == (reference(value + seed) % 1000) / 1000


@pytest.mark.parametrize(
    ("seed", "value", "version", "expected"),
    [
        ("hero", "visitor-1", 2, 0.0465),
        ("hero", "visitor-1", 1, 0.363),
        ("", "visitor-1", 2, 0.349),
        ("h\u00e9ro", "visit\u00f6r-1", 2, 0.3625),
        ("hero", "\U0001f600", 1, 0.664),
        ("hero", "\U0001f600", 2, 0.4058),
        ("checkout-2026", "0123456789abcdef0123456789abcdef", 2, 0.5852),
        ("checkout-2026", "", 2, 0.5395),
        ("hero", "visitor-1", 3, None),
    ],
)
def test_positions_are_those_of_the_sdks(seed: str, value: str, version: int, expected: float | None) -> None:
    """What growthbook 4.0.0 of PyPI gives; beyond ASCII it is that of the SDK for JavaScript."""
    assert position(seed, value, version) == expected


@given(st.lists(st.text(max_size=12), max_size=12), st.text())
def test_many_seeds_at_once_are_each_alone(seeds: list[str], value: str) -> None:
    assert Seeds(seeds).positions(value) == [position(seed, value) for seed in seeds]


@pytest.mark.parametrize("version", [1, 2])
def test_positions_fill_the_whole_of_the_range_evenly(version: int) -> None:
    tenths = [0] * 10
    for number in range(10_000):
        tenths[int((position("seed", f"visitor-{number}", version) or 0) * 10)] += 1
    chi_squared = sum((count - 1000) ** 2 / 1000 for count in tenths)
    assert chi_squared < 27.88  # 9 degrees of freedom, p = 0.001
