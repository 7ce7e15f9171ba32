"""Bytecode must load where it is meant to, hold nothing of this machine, and come out the same each time."""

from __future__ import annotations

import importlib.util
import marshal
import os
import subprocess
import sys
from types import CodeType
from typing import TYPE_CHECKING

import pytest

from cloudfrontier.artifacts.bytecode import Source, compile_sources, compiled_name
from cloudfrontier.artifacts.interpreter import Interpreter, candidates, find_interpreter
from cloudfrontier.errors import MissingToolError

if TYPE_CHECKING:
    from pathlib import Path

THIS = (sys.version_info[0], sys.version_info[1])
TOP = Source("top.py", b"NAMES = {'a', 'b', 'c'}\ndef answer():\n    return 'x' in {'x', 'y', 'z', '}'}\n")
INNER = Source("pkg/inner.py", b"import json\nBRACES = '}', '{'\n")
SOURCES = [TOP, Source("pkg/__init__.py", b""), INNER, Source("pkg/inner.py", b"another = 1")]


@pytest.fixture
def this_python() -> Interpreter:
    found = find_interpreter(THIS, candidates(THIS, os.environ.get("PATH", "")))
    assert found is not None
    return found


def test_every_source_is_compiled_even_two_of_one_name(this_python: Interpreter) -> None:
    assert set(compile_sources(SOURCES, this_python)) == set(SOURCES)


def test_bytecode_stands_where_imports_look_for_it(this_python: Interpreter) -> None:
    assert compiled_name("x/top.py", this_python) == importlib.util.cache_from_source("x/top.py")
    assert compiled_name("top.py", this_python) == importlib.util.cache_from_source("top.py")


def test_it_is_believed_without_a_look_at_the_source(this_python: Interpreter, tmp_path: Path) -> None:
    (compiled,) = compile_sources([Source("m.py", b"print('from bytecode')")], this_python).values()
    (tmp_path / "m.py").write_text("print('from source')")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / compiled_name("m.py", this_python)).write_bytes(compiled)
    ran = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path[:0] = [{str(tmp_path)!r}]; import m"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "from bytecode\n"


def test_the_file_inside_is_the_name_in_the_zip(this_python: Interpreter) -> None:
    code = marshal.loads(compile_sources([INNER], this_python)[INNER][16:])
    assert isinstance(code, CodeType)
    assert code.co_filename == "pkg/inner.py"


@pytest.mark.parametrize("version", [(3, 10), (3, 11), (3, 12), (3, 13), (3, 14)], ids=str)
def test_bytes_depend_on_no_other_file_and_no_order(version: tuple[int, int]) -> None:
    interpreter = find_interpreter(version, candidates(version, os.environ.get("PATH", "")))
    if interpreter is None:
        pytest.skip(f"no Python {version[0]}.{version[1]} on this machine to compile with")
    together = compile_sources(SOURCES, interpreter)
    alone = [compile_sources([source], interpreter) for source in reversed(SOURCES)]
    assert together == {source: data for part in alone for source, data in part.items()}


def test_what_that_python_cannot_parse_is_left_a_source(this_python: Interpreter) -> None:
    unreadable = [Source("old.py", b"print 'hello'\n"), Source("nul.py", b"\x00")]
    assert compile_sources(unreadable, this_python) == {}


def test_an_interpreter_that_breaks_is_named(tmp_path: Path) -> None:
    gone = Interpreter(tmp_path / "python3.13", "3.13.0")
    with pytest.raises(MissingToolError, match=r"python3\.13 \(Python 3\.13\.0\) could not compile"):
        compile_sources(SOURCES, gone)
