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

from cloudfrontier.artifacts.bytecode import compile_sources, compiled_name
from cloudfrontier.artifacts.interpreter import Interpreter, candidates, find_interpreter
from cloudfrontier.errors import MissingToolError

if TYPE_CHECKING:
    from pathlib import Path

THIS = (sys.version_info[0], sys.version_info[1])
SOURCES = {
    "top.py": b"NAMES = {'a', 'b', 'c', 'd', '}'}\ndef answer():\n    return 'x' in {'x', 'y', 'z'}\n",
    "pkg/__init__.py": b"",
    "pkg/inner.py": b"import json\nBRACES = '}', '{'\n",
}


@pytest.fixture
def this_python() -> Interpreter:
    found = find_interpreter(THIS, candidates(THIS, os.environ.get("PATH", "")))
    assert found is not None
    return found


def test_each_source_has_its_bytecode_where_imports_look_for_it(this_python: Interpreter) -> None:
    tag = f"cpython-{THIS[0]}{THIS[1]}"
    assert set(compile_sources(SOURCES, this_python)) == {
        f"__pycache__/top.{tag}.pyc",
        f"pkg/__pycache__/__init__.{tag}.pyc",
        f"pkg/__pycache__/inner.{tag}.pyc",
    }
    assert f"x/{compiled_name('top.py', tag)}" == importlib.util.cache_from_source("x/top.py")


def test_it_is_believed_without_a_look_at_the_source(this_python: Interpreter, tmp_path: Path) -> None:
    (compiled,) = compile_sources({"m.py": b"print('from bytecode')"}, this_python).items()
    (tmp_path / "m.py").write_text("print('from source')")
    (tmp_path / compiled[0]).parent.mkdir()
    (tmp_path / compiled[0]).write_bytes(compiled[1])
    ran = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path[:0] = [{str(tmp_path)!r}]; import m"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "from bytecode\n"


def test_the_file_inside_is_the_name_in_the_zip(this_python: Interpreter) -> None:
    compiled = compile_sources(SOURCES, this_python)
    code = marshal.loads(compiled[f"pkg/__pycache__/inner.cpython-{THIS[0]}{THIS[1]}.pyc"][16:])
    assert isinstance(code, CodeType)
    assert code.co_filename == "pkg/inner.py"


@pytest.mark.parametrize("version", [(3, 10), (3, 11), (3, 12), (3, 13), (3, 14)], ids=str)
def test_bytes_depend_on_no_other_file_and_no_order(version: tuple[int, int]) -> None:
    interpreter = find_interpreter(version, candidates(version, os.environ.get("PATH", "")))
    if interpreter is None:
        pytest.skip(f"no Python {version[0]}.{version[1]} on this machine to compile with")
    together = compile_sources(SOURCES, interpreter)
    alone = [compile_sources({name: source}, interpreter) for name, source in reversed(SOURCES.items())]
    assert together == {name: data for part in alone for name, data in part.items()}


def test_what_that_python_cannot_parse_is_left_a_source(this_python: Interpreter) -> None:
    assert compile_sources({"old.py": b"print 'hello'\n", "nul.py": b"\x00"}, this_python) == {}


def test_an_interpreter_that_breaks_is_named(tmp_path: Path) -> None:
    gone = Interpreter(tmp_path / "python3.13", "3.13.0")
    with pytest.raises(MissingToolError, match=r"python3\.13 \(Python 3\.13\.0\) could not compile"):
        compile_sources(SOURCES, gone)
