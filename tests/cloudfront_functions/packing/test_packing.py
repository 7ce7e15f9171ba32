"""Packed tables: what each record takes is known, and buckets keep to the size that they may have."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.moved_pages import moved_pages
from cloudfront_functions.packing import is_packable, pack, spread_evenly
from cloudfront_functions.packing.records import STEM, stem


@given(st.text("/a.b-_", max_size=9))
def test_the_stem_is_what_the_expression_in_the_function_finds(rest: str) -> None:
    path = f"/{rest}"
    found = re.search(STEM.pattern, path, re.ASCII)
    assert stem(path) == (found[1] if found else "")


def test_a_table_says_what_each_record_takes() -> None:
    pages = moved_pages(80)
    packed = pack(pages)
    assert packed.sizes.keys() == pages.keys()
    assert sum(packed.sizes.values()) + 1 == len(packed.text)
    assert packed.text.isascii()


@pytest.mark.parametrize(
    ("source", "outcome", "packable"),
    [("/a", "/b", True), ("/a b", "/b", False), ("/\u00e9", "/b", False), ("/a", "/\u2028", False)],
)
def test_only_visible_ascii_is_packed(source: str, outcome: str, *, packable: bool) -> None:
    assert is_packable(source, outcome) is packable


def test_buckets_keep_to_their_size_even_where_paths_end_alike() -> None:
    sizes = {f"/section-{number}/overview/getting-started/": 60 for number in range(400)}
    hashing = spread_evenly(sizes, most=1_000, per_bucket=(12, 8, 5, 3))
    loads: dict[int, int] = {}
    for path, size in sizes.items():
        bucket, _ = hashing.bucket_and_mark(path)
        loads[bucket] = loads.get(bucket, 0) + size
    assert max(loads.values()) <= 1_000
