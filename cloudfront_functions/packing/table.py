"""Packs exact paths and what they lead to into one string, with all that it is read with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfront_functions.packing.alphabet import BEGIN, SECOND, SECOND_FROM
from cloudfront_functions.packing.dictionary import Dictionary
from cloudfront_functions.packing.hashing import Hashing, choose_hashing
from cloudfront_functions.packing.records import record
from cloudfront_functions.packing.train import train

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Packed", "fill_buckets", "pack"]

PER_BUCKET = 8


@dataclass(frozen=True)
class Packed:
    """A packed table.

    text: the buckets, one behind another, and `!`. index: where each begins, and the end, as numbers of
    `width` digits. sizes: source -> the bytes of its record.
    """

    dictionary: Dictionary
    hashing: Hashing
    text: str
    index: str
    width: int
    sizes: Mapping[str, int]


def pack(table: Mapping[str, str]) -> Packed:
    """Pack a table: source -> what it leads to.

    Raises:
        ValueError: a source or outcome is not packable.
    """
    dictionary = train(half for source, outcome in table.items() for half in record(source, outcome))
    hashing = choose_hashing(table, per_bucket=PER_BUCKET)
    buckets = fill_buckets(table, hashing, dictionary.code)
    sizes = {source: len(coded) for bucket in buckets for source, coded in bucket.items()}
    texts = ["".join(bucket.values()) for bucket in buckets]
    width, index = write_index([len(text) for text in texts])
    return Packed(dictionary, hashing, "".join(texts) + BEGIN, index, width, sizes)


def fill_buckets(
    table: Mapping[str, str], hashing: Hashing, code: Callable[[str], str]
) -> list[dict[str, str]]:
    """The records of each bucket: source -> `!`, its mark, and the record, whose halves `code` codes."""
    buckets: list[dict[str, str]] = [{} for _ in range(hashing.buckets)]
    for source, outcome in sorted(table.items()):
        number, mark = hashing.bucket_and_mark(source)
        halves = record(source, outcome)
        buckets[number][source] = BEGIN + mark + "".join(map(code, halves))
    return buckets


def write_index(lengths: Sequence[int]) -> tuple[int, str]:
    """Digits a place takes, and the places where buckets of these lengths begin; at last, where all end."""
    places = [0]
    for length in lengths:
        places.append(places[-1] + length)
    width = 1
    while SECOND**width <= places[-1]:
        width += 1
    return width, "".join(digits(place, width) for place in places)


def digits(number: int, width: int) -> str:
    """A number in so many characters, the greatest digit first."""
    text = ""
    for _ in range(width):
        number, digit = divmod(number, SECOND)
        text = chr(SECOND_FROM + digit) + text
    return text
