"""The forms that a list's table may have for a given runtime, the plainest first, as far as they can fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cloudfront_functions.compiler.stores import KeyValues, packed_store, plain_store
from cloudfront_functions.compiler.tables import (
    Table,
    literal_table,
    packed_store_table,
    packed_table,
    store_table,
)
from cloudfront_functions.packing import Dictionary, pack, record, train
from cloudfrontier.cloudfront.runtimes import KEY_VALUE_STORE_RUNTIME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.runtimes import FunctionRuntime

__all__ = ["Forms", "Placement"]

SAMPLE = 300
"""Pages that a dictionary is chosen by where there are too many to look at them all."""
LITERAL_BYTES = len('"":"",')
HOPEFUL = 1.3
"""A packed table is tried when a dictionary of a sample makes it at most so many times too large."""


@dataclass(frozen=True)
class Placement:
    """A table, what goes into a store for it, and how many bytes each path takes where it is."""

    table: Table
    sizes: Mapping[str, int]
    store: KeyValues | None = None


@dataclass(frozen=True)
class Forms:
    """Pages, path -> outcome; the bytes that a function may have; the name of an object literal of them."""

    pages: Mapping[str, str]
    limit: int
    name: str = "PAGES"

    def placements(self, runtime: FunctionRuntime) -> Iterator[Placement]:
        """Each form that may fit."""
        if self.literal_bytes <= self.limit:
            yield self.literal()
        if self.may_be_packed:
            packed = pack(self.pages)
            yield Placement(packed_table(packed), packed.sizes)
        if runtime == KEY_VALUE_STORE_RUNTIME:
            yield from self.stores()

    def literal(self) -> Placement:
        """An object literal."""
        sizes = {path: literal_size(path, outcome) for path, outcome in self.pages.items()}
        return Placement(literal_table(self.pages, self.name), sizes)

    def stores(self) -> Iterator[Placement]:
        """A store with a key for each page, or with packed ones."""
        store = plain_store(self.pages)
        if store.fits:
            yield Placement(
                store_table(), {path: len(path) + len(out) for path, out in self.pages.items()}, store
            )
            return
        store, hashing, sizes = packed_store(self.pages, self.dictionary)
        if store.fits:
            yield Placement(packed_store_table(self.dictionary, hashing), sizes, store)

    @property
    def literal_bytes(self) -> int:
        """What the object literal takes at least."""
        return sum(literal_size(path, outcome) for path, outcome in self.pages.items())

    @cached_property
    def dictionary(self) -> Dictionary:
        """The dictionary of a sample."""
        paths = sorted(self.pages)
        chosen = paths[:: -(-len(paths) // SAMPLE)]
        return train(half for path in chosen for half in record(path, self.pages[path]))

    @cached_property
    def packed_bytes(self) -> int:
        """What a packed table takes, about."""
        halves = (half for path, outcome in self.pages.items() for half in record(path, outcome))
        return 2 * len(self.pages) + sum(len(self.dictionary.code_by_parts(half)) for half in halves)

    @property
    def may_be_packed(self) -> bool:
        """Whether packing is worth its time."""
        smallest = len(self.pages) * (2 + len("/a /"))
        return len(self.pages) <= SAMPLE or (
            smallest <= self.limit and self.packed_bytes <= HOPEFUL * self.limit
        )


def literal_size(path: str, outcome: str) -> int:
    """The bytes of one page in an object literal."""
    return len(path) + len(outcome) + LITERAL_BYTES
