"""The forms that a table of exact paths can have, from the plainest to the one that holds the most.

1. literal: an object literal. What a person would write, and what is easiest to read.
2. packed: one string and a dictionary, as `cloudfront_functions.packing` makes them.
3. store: a key of a KeyValueStore for each path; anybody can read and change one in the console.
4. packed store: packed records, many to a key, with the dictionary in the function.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cloudfront_functions.compiler.code import Lines, block
from cloudfront_functions.compiler.environment import environment
from cloudfront_functions.filters import Js, js_number, js_string
from cloudfrontier.cloudfront.limits import KVS_KEY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfront_functions.packing import Dictionary, Hashing, Packed

__all__ = ["Form", "Table", "literal_table", "packed_store_table", "packed_table", "store_table"]

Form = Literal["literal", "packed", "store", "packed store"]


@dataclass(frozen=True)
class Table:
    """The JavaScript of a table.

    look_up: expression of a path -> statements that set `found` to what it leads to, or leave it undefined.
    """

    form: Form
    top: Js
    look_up: Callable[[str], Lines]
    variables: tuple[str, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether it is looked up in a KeyValueStore."""
        return self.form in {"store", "packed store"}


def literal_table(pages: Mapping[str, str], name: str) -> Table:
    """An object literal of that name."""
    top = environment().get_template("tables/literal.js.j2").render(name=name, pages=dict(pages))
    return Table("literal", Js(top), lambda path: [f"found = {name}[{path}];"])


def packed_table(packed: Packed) -> Table:
    """A packed string, all of it in the function."""
    top = packed_source(
        packed.dictionary, packed.hashing, text=packed.text, index=packed.index, width=packed.width
    )
    buckets = js_number(packed.hashing.buckets)
    steps = ["hash = hashOf(path);", f"found = findIn(bucketAt(hash % {buckets}), hash, path);"]
    return Table("packed", top, lambda path: [f"path = {path};", *steps], ("path", "hash"))


def store_table() -> Table:
    """A KeyValueStore with a key for each path."""
    steps = block("if (await store.exists(path))", ["found = await store.get(path);"])
    return Table("store", Js(""), reading(steps), ("path", "store"))


def packed_store_table(dictionary: Dictionary, hashing: Hashing, build: str) -> Table:
    """A KeyValueStore with packed records under keys of a build's name and a number."""
    top = packed_source(dictionary, hashing)
    steps = [
        "hash = hashOf(path);",
        f"bucket = await store.get({js_string(build + '.')} + hash % {js_number(hashing.buckets)});",
        "found = findIn(bucket, hash, path);",
    ]
    return Table("packed store", top, reading(steps), ("path", "store", "hash", "bucket"))


def packed_source(dictionary: Dictionary, hashing: Hashing, **table: str | int) -> Js:
    """The dictionary and the functions that read with it."""
    return Js(
        environment()
        .get_template("tables/packed.js.j2")
        .render(
            ones=dictionary.ones,
            shelves=dictionary.strings,
            sizes=dictionary.sizes,
            step=hashing.step,
            most=hashing.most,
            buckets=hashing.buckets,
            **table,
        )
    )


def reading(steps: Lines) -> Callable[[str], Lines]:
    """Statements that read the store: where that fails, visitors get pages, and the log says why."""
    tried = [
        "try {",
        "    store = cf.kvs();",
        *(f"    {line}" for line in steps),
        "} catch (error) {",
        '    console.log("KeyValueStore: " + error);',
        "}",
    ]
    # no key is longer
    guarded = block(f"if (path.length < {js_number(KVS_KEY.value)})", tried)
    return lambda path: [f"path = {path};", *guarded]
