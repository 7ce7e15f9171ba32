"""A compiler is asked for each file once, and gives what a new one would, whatever was asked before."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from cloudfrontier.artifacts.bytecode import Source, compile_sources
from cloudfrontier.artifacts.interpreter import Interpreter
from cloudfrontier.artifacts.precompile import Compiler
from cloudfrontier.errors import MissingToolError

if TYPE_CHECKING:
    from pathlib import Path

FIRST, SECOND, BROKEN = Source("a.py", b"A = 1\n"), Source("b.py", b"B = {1, 2}\n"), Source("c.py", b"def (")


@pytest.fixture
def python(tmp_path: Path) -> Interpreter:
    """One that a test can take away."""
    (tmp_path / "python").symlink_to(sys.executable)
    return Interpreter(tmp_path / "python", "{}.{}.{}".format(*sys.version_info[:3]))


def test_what_was_compiled_is_not_compiled_again(python: Interpreter) -> None:
    compiler = Compiler()
    compiled = compiler.compile([FIRST, SECOND, BROKEN], python)
    assert compiled == compile_sources([FIRST, SECOND], python)
    python.path.unlink()
    assert compiler.compile([FIRST, SECOND, BROKEN], python) == compiled


def test_a_file_that_differs_is_compiled(python: Interpreter) -> None:
    compiler, edited = Compiler(), Source("a.py", b"A = 2\n")
    compiler.compile([FIRST, SECOND], python)
    assert compiler.compile([edited, SECOND], python) == compile_sources([edited, SECOND], python)
    python.path.unlink()
    with pytest.raises(MissingToolError, match="could not compile"):
        compiler.compile([FIRST], python)  # let go: the last build had another


def test_an_interpreter_is_asked_once_while_it_is_there(tmp_path: Path) -> None:
    program = tmp_path / "python3.99"
    program.write_text('#!/bin/sh\necho >>$0.asked; echo \'[3, 99, 0, "final", "cpython"]\'\n')
    program.chmod(0o755)
    compiler = Compiler()
    found = [compiler.interpreter((3, 99), str(tmp_path)) for _ in range(2)]
    assert found == [Interpreter(program, "3.99.0")] * 2
    assert (tmp_path / "python3.99.asked").read_text() == "\n"
    program.unlink()
    assert compiler.interpreter((3, 99), str(tmp_path)) is None
