"""Tables that moved to a KeyValueStore: what is in it, and the file that it is created from.

Limits and the file's form: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/
kvs-with-functions-create-s3-kvp.html and cloudfront-limits.html (read 2026-04).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfront_functions.packing import choose_hashing, fill_buckets
from cloudfrontier.cloudfront.limits import KVS_IMPORT, KVS_STORE, KVS_VALUE

if TYPE_CHECKING:
    from cloudfront_functions.packing import Dictionary, Hashing

__all__ = ["KeyValues", "packed_store", "plain_store"]

BEGIN = "!"
# Buckets are so small that a lookup decodes little, and so large that their keys take little room.
PER_BUCKET = 12


@dataclass(frozen=True)
class KeyValues:
    """What a KeyValueStore is created from: keys and values, at most one of each key."""

    entries: Mapping[str, str]

    def to_json(self) -> str:
        """The import file, one pair a line so that versions of it can be compared."""
        pairs = (
            json.dumps({"key": key, "value": value}, ensure_ascii=False, separators=(",", ":"))
            for key, value in self.entries.items()
        )
        return '{"data":[\n' + ",\n".join(pairs) + "\n]}\n"

    @property
    def size(self) -> int:
        """Bytes of all keys and values."""
        return sum(len(key.encode()) + len(value.encode()) for key, value in self.entries.items())

    @property
    def fits(self) -> bool:
        """Whether a store and its import file can hold it."""
        return (
            self.size <= KVS_STORE.value
            and len(self.to_json().encode()) <= KVS_IMPORT.value
            and all(len(value.encode()) <= KVS_VALUE.value for value in self.entries.values())
        )


def plain_store(pages: Mapping[str, str]) -> KeyValues:
    """A key for each path, in the order of the paths."""
    return KeyValues(dict(sorted(pages.items())))


def packed_store(
    pages: Mapping[str, str], dictionary: Dictionary
) -> tuple[KeyValues, Hashing, dict[str, int]]:
    """Packed records under numbered keys; how they are found, and the bytes of each record by its path."""
    hashing = choose_hashing(pages, per_bucket=PER_BUCKET)
    buckets = fill_buckets(pages, hashing, dictionary.code_by_parts)
    sizes = {source: len(coded) for bucket in buckets for source, coded in bucket.items()}
    values = {str(number): "".join(bucket.values()) + BEGIN for number, bucket in enumerate(buckets)}
    return KeyValues(values), hashing, sizes
