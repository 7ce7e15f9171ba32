"""A KeyValueStore as a function reads it, from the file that AWS imports: `{"data": [{"key", "value"}]}`.

Sources: kvs-with-functions-create-s3-kvp of CloudFront's developer guide for the file, and
functions-custom-methods for what is asked of a store (read 2026-04). The text of the error for a key that is
not there is documented nowhere; the one here is our own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cloudfrontier.cloudfront.limits import KVS_KEY, KVS_STORE, KVS_VALUE
from cloudfrontier.errors import UsageError

__all__ = ["UNKNOWN", "KeyValues", "read_key_values"]

LONG_AGO = "2025-01-15T12:00:00.000Z"


@dataclass(frozen=True)
class KeyValues:
    """The pairs of a store. known: False where only AWS has them, so that no key can be read.

    id: what `cf.kvs(id)` may name; where it is empty any name will do. created and updated: ISO 8601.
    """

    entries: Mapping[str, str]
    id: str = ""
    created: str = LONG_AGO
    updated: str = LONG_AGO
    known: bool = True

    def answer(self, operation: str, key: str) -> tuple[Any, str | None]:
        """What the store says, and why it says nothing."""
        if not self.known:
            return None, "what is in the KeyValueStore is not simulated: CloudFront has it, this run does not"
        match operation:
            case "get":
                value = self.entries.get(key)
                return value, f'the key "{key}" is not in the KeyValueStore' if value is None else None
            case "exists":
                return key in self.entries, None
            case "count":
                return len(self.entries), None
        meta = {
            "creationDateTime": self.created,
            "lastUpdatedDateTime": self.updated,
            "keyCount": len(self.entries),
        }
        return meta, None


UNKNOWN = KeyValues({}, known=False)
"""A store of which nobody here knows what is in it."""


def read_key_values(text: str, name: str, *, store_id: str = "") -> KeyValues:
    """The store that an import file makes.

    Raises:
        UsageError: it is no such file, names a key twice, or holds more than a store may.
    """
    try:
        found: Any = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise UsageError(f"{name}: not JSON: {error}") from None
    rows = found.get("data") if isinstance(found, dict) else None
    if not isinstance(rows, list):
        raise UsageError(f'{name}: not the file of a store: expected {{"data": [{{"key", "value"}}]}}')
    entries: dict[str, str] = {}
    for number, row in enumerate(rows):
        key, value = pair(row, f"{name}: data[{number}]")
        if key in entries:
            raise UsageError(f"{name}: data[{number}]: the key {key!r} is there twice")
        entries[key] = value
    size = sum(len(key.encode()) + len(value.encode()) for key, value in entries.items())
    if size > KVS_STORE.value:
        raise UsageError(f"{name}: {size:,} bytes of keys and values; the limit is {KVS_STORE}")
    return KeyValues(entries, id=store_id)


def pair(row: Any, where: str) -> tuple[str, str]:
    """Key and value of a row.

    Raises:
        UsageError: it has none, or they are longer than CloudFront takes.
    """
    key, value = (row.get("key"), row.get("value")) if isinstance(row, dict) else (None, None)
    if not isinstance(key, str) or not isinstance(value, str):
        raise UsageError(f'{where}: expected {{"key": "text", "value": "text"}}')
    for what, limit in ((key, KVS_KEY), (value, KVS_VALUE)):
        if len(what.encode()) > limit.value:
            raise UsageError(f"{where}: {len(what.encode())} bytes; the limit of a {limit.id[4:]} is {limit}")
    return key, value
