"""Places of keys and values, held against a writer of TOML that notes where it writes what."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cloudfrontier.project.positions import KeyPath, locate

DOCUMENT = """\
# Ärger
"ä".b . 'c d' = 1
list = [1, { x = "y", z.q = 2 }, # a comment
  \"\"\"two
lines\"\"\",
]
[t.u]
k = true
[[b]]
path = "*"
[[b.x]]
y = 1
[b.t]
"\\u0061 \\"b\\"" = 2
[[b]]
[[b.x]]
z = 1979-05-27T07:32:00Z
[t]
late = 1
"""

VALUES = {
    ("ä", "b", "c d"): (2, 17),
    ("list",): (3, 8),
    ("list", 0): (3, 9),
    ("list", 1): (3, 12),
    ("list", 1, "x"): (3, 18),
    ("list", 1, "z", "q"): (3, 29),
    ("list", 2): (4, 3),
    ("t", "u"): (7, 1),
    ("t", "u", "k"): (8, 5),
    ("b",): (9, 1),
    ("b", 0): (9, 1),
    ("b", 0, "x", 0): (11, 1),
    ("b", 0, "x", 0, "y"): (12, 5),
    ("b", 0, "t", 'a "b"'): (14, 18),
    ("b", 1): (15, 1),
    ("b", 1, "x", 0, "z"): (17, 5),
    ("t",): (18, 1),
}
KEYS = {
    ("ä",): (2, 1),
    ("ä", "b"): (2, 5),
    ("ä", "b", "c d"): (2, 9),
    ("list", 1, "z"): (3, 23),
    ("list", 1, "z", "q"): (3, 25),
    ("t",): (7, 2),
    ("t", "u"): (7, 4),
    ("b",): (9, 3),
    ("b", 0, "x"): (11, 5),
    ("b", 0, "t", 'a "b"'): (14, 1),
    ("b", 1, "x"): (16, 5),
}


@pytest.mark.parametrize(("path", "place"), VALUES.items(), ids=map(str, VALUES))
def test_a_value_stands_where_it_begins(path: KeyPath, place: tuple[int, int]) -> None:
    assert locate(DOCUMENT).value(path) == place


@pytest.mark.parametrize(("path", "place"), KEYS.items(), ids=map(str, KEYS))
def test_a_key_stands_where_it_is_written_first(path: KeyPath, place: tuple[int, int]) -> None:
    assert locate(DOCUMENT).key(path) == place


def test_what_is_not_there_stands_where_its_nearest_parent_does() -> None:
    positions = locate(DOCUMENT)
    assert positions.value(("b", 1, "origin")) == (15, 1)
    assert positions.key(("t", "u", "missing")) == (7, 1)
    assert positions.value(("nothing", "like", "it")) == (1, 1)


def test_columns_count_characters_and_not_bytes() -> None:
    assert locate('a = ["🙂é", 1]').value(("a", 1)) == (1, 12)


def test_lines_may_end_as_on_windows() -> None:
    assert locate("[a]\r\nb = 1\r\nc = 2\r\n").value(("a", "c")) == (3, 5)


@pytest.mark.parametrize(
    "text", ["[", "a = ", "[[a]", '"', "= 1", "[a]\n[[a]]\nb = {", "\x00", "a.b.[c] = 1"]
)
def test_text_that_is_no_toml_is_no_reason_to_fail(text: str) -> None:
    assert locate(text).value(("a", "b")).line >= 1


class Writer:
    """Writes tables as TOML and notes the place of every value and of every key."""

    def __init__(self) -> None:
        self.lines = [""]
        self.values: dict[KeyPath, tuple[int, int]] = {}
        self.keys: dict[KeyPath, tuple[int, int]] = {}

    @property
    def place(self) -> tuple[int, int]:
        return len(self.lines), len(self.lines[-1]) + 1

    def put(self, text: str) -> None:
        first, *rest = text.split("\n")
        self.lines[-1] += first
        self.lines += rest

    def key(self, name: str, path: KeyPath) -> None:
        self.keys.setdefault((*path, name), self.place)
        self.put(name if name.isascii() and name.isalnum() else json.dumps(name, ensure_ascii=False))

    def value(self, value: Any, path: KeyPath) -> None:
        self.values[path] = self.place
        if isinstance(value, list):
            self.put("[")
            for index, item in enumerate(value):
                self.put("\n  ")
                self.value(item, (*path, index))
                self.put(", # next")
            self.put("\n]")
        elif isinstance(value, dict):
            self.put("{")
            for index, (name, item) in enumerate(value.items()):
                self.put(", " if index else " ")
                self.pair(name, item, path)
            self.put(" }")
        else:
            self.put(value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False))

    def pair(self, name: str, value: Any, path: KeyPath) -> None:
        self.key(name, path)
        self.put(" = ")
        self.value(value, (*path, name))

    def table(self, value: dict[str, Any], path: KeyPath, opening: str, closing: str) -> None:
        self.values[path] = self.place
        self.put(opening)
        names = [step for step in path if isinstance(step, str)]
        for index, name in enumerate(names):
            self.put("." if index else "")
            end = [place for place, step in enumerate(path) if isinstance(step, str)][index]
            self.key(name, path[:end])
        self.put(closing + "\n")
        for name, item in value.items():
            self.pair(name, item, path)
            self.put("\n")


VISIBLE = st.characters(codec="utf-8").filter(str.isprintable)
NAMES = st.text(VISIBLE, min_size=1, max_size=6)
SCALARS = st.one_of(st.booleans(), st.integers(-999, 999), NAMES, st.dates(date(1900, 1, 1)))
INLINE = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)
TABLES = st.dictionaries(NAMES, INLINE, max_size=4)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(NAMES, TABLES | st.lists(TABLES, min_size=1, max_size=3), max_size=4))
def test_places_agree_with_a_writer_that_notes_them(document: dict[str, Any]) -> None:
    writer = Writer()
    for name, section in document.items():
        if isinstance(section, dict):
            writer.table(section, (name,), "[", "]")
        for index, table in enumerate(section if isinstance(section, list) else ()):
            writer.table(table, (name, index), "[[", "]]")
    text = "\n".join(writer.lines)
    assert tomllib.loads(text) == document
    positions = locate(text)
    assert {path: positions.value(path) for path in writer.values} == writer.values
    assert {path: positions.key(path) for path in writer.keys} == writer.keys
