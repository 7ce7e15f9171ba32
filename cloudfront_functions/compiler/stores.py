"""Tables that moved to a KeyValueStore: what is in it, and the file that it is created from.

Limits and the file's form: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/
kvs-with-functions-create-s3-kvp.html and cloudfront-limits.html (read 2026-04).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from cloudfrontier.cloudfront.limits import KVS_IMPORT, KVS_STORE, KVS_VALUE

__all__ = ["KeyValues"]


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
            and all(len(value.encode()) <= KVS_VALUE.value for value in self.entries.values())
            and len(self.to_json().encode()) <= KVS_IMPORT.value
        )
