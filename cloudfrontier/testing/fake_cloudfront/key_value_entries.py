"""What an entry of a KeyValueStore may be, and how sizes are counted: bytes of UTF-8, keys and values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront import limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cloudfrontier.cloudfront.limits import Limits

__all__ = ["entry_problem", "size_of", "size_of_pairs"]


def entry_problem(key: object, value: object, *, known: Limits) -> str:
    """What is wrong with an entry; empty if nothing is."""
    if not isinstance(key, str) or not isinstance(value, str):
        return "a key and its value must be strings"
    if not key:
        return "a key is empty"
    for what, text, limit in (("key", key, limits.KVS_KEY), ("value", value, limits.KVS_VALUE)):
        size, most = len(text.encode()), known.of(limit)
        if size > most.value:
            return f"a {what} of {size} bytes; the limit is {most}"
    return ""


def size_of_pairs(pairs: Iterable[tuple[str, str]]) -> int:
    """Bytes of these keys and values."""
    return sum(len(key.encode()) + len(value.encode()) for key, value in pairs)


def size_of(entries: Mapping[str, str]) -> int:
    """Bytes of a store."""
    return size_of_pairs(entries.items())
