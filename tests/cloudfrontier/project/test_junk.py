"""Whatever the bytes are, loading ends in a project or in problems with places and sentences of our own."""

from __future__ import annotations

import json
import re
import string
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cloudfrontier.errors import Problem, ProjectError
from cloudfrontier.project import load
from cloudfrontier.project.json_schema import json_schema

FOREIGN = re.compile(r"Input should|pydantic|Field required|Traceback|type=|RecursionError")


def assert_answered(raw: bytes) -> None:
    with TemporaryDirectory() as name:
        file = Path(name, "edge.toml")
        file.write_bytes(raw)
        problems = problems_of(file)
    for problem in problems:
        assert 1 <= problem.line <= raw.count(b"\n") + 1
        assert problem.column >= 1
        assert problem.message.isprintable()
        assert not FOREIGN.search(problem.message)


def problems_of(file: Path) -> tuple[Problem, ...]:
    try:
        load(file)
    except ProjectError as error:
        return error.problems
    return ()


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_random_bytes_are_answered(raw: bytes) -> None:
    assert_answered(raw)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from([*string.printable, "[[", '"""', "'''", "\n[a.b]\n", " = ", "é"]), max_size=60)
)
def test_random_text_with_the_letters_of_toml_is_answered(parts: list[str]) -> None:
    assert_answered("".join(parts).encode())


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_valid_file_with_a_hole_or_a_graft_is_answered(data: st.DataObject) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    assert_answered((text[:start] + data.draw(st.text(max_size=10)) + text[end:]).encode(errors="replace"))


EXAMPLE = Path(__file__).parents[3] / "examples" / "storefront" / "edge.toml"
TABLES = json_schema()["$defs"].values()
KEYS = st.sampled_from(sorted({key for table in TABLES for key in table["properties"]})) | st.text(max_size=3)
LEAVES = st.one_of(
    st.sampled_from(["f", "site", "*", "/a", "viewer-request", "whitelist", "auth", "a.b", "../x"]),
    st.text(max_size=6),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(date(1900, 1, 1)),
    st.datetimes(datetime(1900, 1, 1)),  # noqa: DTZ001 - TOML has local times
    st.times(),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=12,
)
SECTIONS = VALUES | st.dictionaries(KEYS, st.dictionaries(KEYS, VALUES, max_size=5), max_size=3)


def inline(value: Any) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{text(key)} = {inline(item)}" for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(inline, value)) + "]"
        case date() | time():
            return value.isoformat()
        case str():
            return text(value)
        case _:
            return str(value).lower()


def text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


@settings(max_examples=300, deadline=None)
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(json_schema()["properties"], SECTIONS)))
def test_tables_of_the_right_names_with_anything_in_them_are_answered(document: dict[str, Any]) -> None:
    assert_answered("\n".join(f"{key} = {inline(value)}" for key, value in document.items()).encode())
