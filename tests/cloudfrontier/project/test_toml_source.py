"""Files that are no TOML, or no files: each ends in one problem at its place."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from cloudfrontier.errors import ProjectError
from cloudfrontier.project.toml_source import LARGEST_FILE, parse, read

if TYPE_CHECKING:
    from pathlib import Path


def complaint_about(file: Path) -> str:
    with pytest.raises(ProjectError) as raised:
        read(file, shown="edge.toml")
    assert len(raised.value.problems) == 1
    return str(raised.value)


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        (b"a = 1\nb = @", "edge.toml:2:5: not valid TOML: invalid value"),
        ('"ä" = 1\nä = 2'.encode(), "edge.toml:2:1: not valid TOML: invalid statement"),
        (b"[a.b]\n[a.b]\n", "edge.toml:2:5: not valid TOML: cannot declare `a.b` twice"),
        (b"a = 1\na = 2\n", "edge.toml:2:6: not valid TOML: cannot overwrite a value"),
        (b"a = [1,\n2", "edge.toml:2:2: not valid TOML: unclosed array"),
        (b'a = "x', "edge.toml:1:7: not valid TOML: unterminated string"),
        (b"a = 2021-02-30", "edge.toml:1:5: not valid TOML: invalid date or datetime"),
        (b"a = 1\n\x00", "edge.toml:2:1: not valid TOML: invalid statement"),
        (b'ok = 1\nbad = "\xff"', "edge.toml:2:8: byte 0xff is not UTF-8; save the file as UTF-8"),
        ("é = '".encode() + b"\xc3(", "edge.toml:1:6: byte 0xc3 is not UTF-8; save the file as UTF-8"),
        (b"\xef\xbb\xbfa = 1", "edge.toml:1:1: a byte order mark"),
        ("a = 1".encode("utf-16"), "edge.toml:1:1: this is UTF-16; save the file as UTF-8"),
    ],
    ids=[
        "value", "statement", "table-twice", "key-twice", "open-array", "open-string",
        "date", "nul", "utf-8", "utf-8-column", "bom", "utf-16",
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_parsed_says_where(tmp_path: Path, raw: bytes, complaint: str) -> None:
    file = tmp_path / "edge.toml"
    file.write_bytes(raw)
    assert complaint_about(file).startswith(complaint)


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    expected = "edge.toml:1:1: cannot be read: No such file or directory"
    assert complaint_about(tmp_path / "edge.toml") == expected


def test_a_folder_is_no_project_file(tmp_path: Path) -> None:
    assert complaint_about(tmp_path) == "edge.toml:1:1: this is no file; expected a file of TOML"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "this is no file" in complaint_about(tmp_path / "pipe")


@pytest.mark.parametrize("name", ["a" * 5000, "a\0b"], ids=["long", "nul"])
def test_names_that_no_file_can_have_are_problems(tmp_path: Path, name: str) -> None:
    assert "cannot be read" in complaint_about(tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_must_not_be_read_is_a_problem(tmp_path: Path) -> None:
    file = tmp_path / "edge.toml"
    file.touch(mode=0o000)
    assert "Permission denied" in complaint_about(file)


def test_a_file_may_have_one_mebibyte_and_no_more(tmp_path: Path) -> None:
    file = tmp_path / "edge.toml"
    file.write_bytes(b"#" * LARGEST_FILE)
    assert read(file, shown="edge.toml").data == {}
    file.write_bytes(b"#" * (LARGEST_FILE + 1))
    assert "more than 1048576 bytes" in complaint_about(file)


DEEP = {
    "arrays": ("a = " + "[" * 100_000, (1, 21)),
    "closed-arrays": ("\na = " + "[" * 300 + "]" * 300, (2, 21)),
    "inline-tables": ("a = " + "{ b = " * 200 + "1" + "}" * 200, (1, 101)),
    "dotted": ("a" + ".a" * 100_000 + " = 1", (1, 1)),
    "quoted-dotted": ("x = 1\n" + '"a".' * 1000 + "b = 1", (2, 1)),
    "header": ("[" + "a." * 1000 + "b]", (1, 2)),
    "integer": ("a = " + "1" * 5000, (1, 5)),
    "float": ("a = 1." + "1" * 5000, (1, 7)),
    "bare-key": ("a" * 5000 + " = 1", (1, 1)),
    "five-megabytes": ("[" * 5_000_000, (1, 17)),
}


@pytest.mark.parametrize(("text", "place"), DEEP.values(), ids=DEEP)
def test_text_that_would_cost_too_much_is_refused_at_once(text: str, place: tuple[int, int]) -> None:
    started = time.perf_counter()
    with pytest.raises(ProjectError) as raised:
        parse(text, shown="edge.toml")
    problem = raised.value.problems[0]
    assert (problem.line, problem.column) == place
    assert time.perf_counter() - started < 2


HOSTILE = {
    "quotes": '\\"' * 400_000,
    "unclosed-text": 'a = """' + '"\\n' * 300_000,
    "unclosed-literal": "a = '''" + "''x" * 300_000,
    "keys": '"a" ' * 200_000,
    "pairs-of-dots": "a.b.c = 1\n" * 100_000,
    "comments": "# [[[[\n" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_mebibyte_of_anything_is_answered_within_two_seconds(text: str) -> None:
    started = time.perf_counter()
    with suppress(ProjectError):
        parse(text, shown="edge.toml")
    assert time.perf_counter() - started < 2


def test_brackets_and_dots_in_texts_and_comments_are_not_counted() -> None:
    text = "\n".join([
        f"# {'[' * 99} {'a.' * 99}",
        f'a = "{"[" * 99}"',
        f"b = '{'a.' * 99}'",
        f'c = """{"{" * 99}"" " \\"""" # {"[" * 99}',
        f"d = '''\n{'[' * 99}''''",
        'e = "\\\\"',
        f"f = [{'[],' * 99}]",
    ])  # fmt: skip
    assert list(parse(text, shown="edge.toml").data) == list("abcdef")
