"""The forms that a list's table may have for a given runtime, the plainest first, as far as they can fit."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING

from cloudfront_functions.compiler.routes import RoutePlan
from cloudfront_functions.compiler.stores import KeyValues
from cloudfront_functions.compiler.tables import (
    Table,
    literal_table,
    packed_store_table,
    packed_table,
    store_table,
)
from cloudfront_functions.packing import (
    BEGIN,
    Dictionary,
    fill_buckets,
    pack,
    record,
    spread_evenly,
    train,
)
from cloudfrontier.cloudfront.limits import KVS_STORE, KVS_VALUE
from cloudfrontier.cloudfront.runtimes import KEY_VALUE_STORE_RUNTIME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.runtimes import FunctionRuntime

__all__ = ["Forms", "Placement"]

SAMPLE = 300
"""Pages that a dictionary is chosen by where there are too many to look at them all."""
SAMPLE_BYTES = 60_000
"""No more than so many bytes of pages make a sample: pages are long where they are made by a machine."""
PER_KEY = (12, 8, 5, 3, 2, 1)
"""Pages in a key of a packed store: many, so that keys take little room, as far as a value holds them."""
LITERAL_BYTES = len('"":"",')
READER = 1_500
"""Bytes of the shortest function that reads a packed table, without the table."""
HOPEFUL = 1.3
"""A packed table is tried when a dictionary of a sample makes it at most so many times too large."""
DOUBTFUL = 1.1
"""Packed pages of which a sample makes more than so many stores do not fit into one: all take more, not less,
as the dictionary was chosen by the sample."""


@dataclass(frozen=True)
class Placement:
    """A table, what goes into a store for it, and how many bytes each path takes where it is."""

    table: Table
    sizes: Mapping[str, int]
    store: KeyValues | None = None


@dataclass(frozen=True)
class Forms:
    """A list's pages, path -> outcome, and the bytes that a function may have."""

    plan: RoutePlan
    limit: int

    @property
    def pages(self) -> Mapping[str, str]:
        """The table."""
        return self.plan.pages

    def placements(self, runtime: FunctionRuntime) -> Iterator[Placement]:
        """Each form that may fit."""
        if self.literal_bytes <= self.limit:
            yield self.literal()
        if self.may_be_packed:
            yield self.packed()
        if runtime == KEY_VALUE_STORE_RUNTIME:
            yield from islice((item for item in self.stores() if item.store and item.store.fits), 1)

    def stores(self) -> Iterator[Placement]:
        """Each form with a store that may fit into one."""
        if self.may_be_plain:
            yield self.plain_store()
        if self.may_be_stored:
            yield self.packed_store()

    def literal(self) -> Placement:
        """An object literal."""
        sizes = {path: literal_size(path, outcome) for path, outcome in self.pages.items()}
        return Placement(literal_table(self.pages, self.plan.named("PAGES")), sizes)

    def packed(self) -> Placement:
        """A packed string."""
        packed = pack(self.pages)
        return Placement(packed_table(packed), packed.sizes)

    def plain_store(self) -> Placement:
        """A key for each page."""
        pages = self.plan.marked.pages
        sizes = {path: len(path) + len(outcome) for path, outcome in pages.items()}
        return Placement(store_table(), sizes, KeyValues(dict(sorted(pages.items()))))

    def packed_store(self) -> Placement:
        """Packed pages, many to a key.

        The keys tell one build's entries from those of another, whose dictionary cannot read them: while a
        function is replaced, both are in the store.
        """
        code = cache(self.dictionary.code_by_parts)
        sizes = {
            path: len(BEGIN) + 1 + sum(len(code(half)) for half in record(path, outcome))
            for path, outcome in self.pages.items()
        }
        hashing = spread_evenly(sizes, most=KVS_VALUE.value - len(BEGIN), per_bucket=PER_KEY)
        buckets = fill_buckets(self.pages, hashing, code)
        values = ["".join(bucket.values()) + BEGIN for bucket in buckets]
        build = hashlib.sha256(repr((self.dictionary, hashing, values)).encode()).hexdigest()[:4]
        entries = {f"{build}.{number}": value for number, value in enumerate(values)}
        return Placement(packed_store_table(self.dictionary, hashing, build), sizes, KeyValues(entries))

    @property
    def literal_bytes(self) -> int:
        """What the object literal takes at least."""
        return sum(literal_size(path, outcome) for path, outcome in self.pages.items())

    @cached_property
    def dictionary(self) -> Dictionary:
        """The dictionary of a sample."""
        return train(half for page in self.sample for half in record(*page))

    @cached_property
    def sample(self) -> Sequence[tuple[str, str]]:
        """Pages from everywhere in the list."""
        mean = sum(len(path) + len(outcome) for path, outcome in self.pages.items()) / len(self.pages)
        most = max(1, min(SAMPLE, int(SAMPLE_BYTES / mean)))
        return sorted(self.pages.items())[:: -(-len(self.pages) // most)]

    @cached_property
    def packed_bytes(self) -> int:
        """What a packed table takes, about."""
        halves = (half for path, outcome in self.pages.items() for half in record(path, outcome))
        return 2 * len(self.pages) + sum(len(self.dictionary.code_by_parts(half)) for half in halves)

    @cached_property
    def record_bytes(self) -> float:
        """What a page takes in a packed table, about: the mean of a sample, and its share of the index."""
        coded = (len(self.dictionary.code(half)) for page in self.sample for half in record(*page))
        return 2 + sum(coded) / len(self.sample)

    @property
    def reader_bytes(self) -> int:
        """What a packed table takes beside its pages, about: its dictionary, and the code that reads it."""
        texts = (*self.dictionary.ones, *self.dictionary.strings)
        return READER + sum(len(text) + len('"",') for text in texts)

    @property
    def may_be_plain(self) -> bool:
        """Whether a store may hold a key for each page."""
        return sum(len(path) + len(outcome) for path, outcome in self.pages.items()) <= KVS_STORE.value

    @property
    def may_be_stored(self) -> bool:
        """Whether a store may hold packed pages, as far as a sample tells: coding them all takes a minute."""
        return len(self.pages) * self.record_bytes <= DOUBTFUL * KVS_STORE.value

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
