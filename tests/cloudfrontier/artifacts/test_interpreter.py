"""The search for a Python of the handler's version believes no name: it asks each program what it is."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from cloudfrontier.artifacts.interpreter import ask, candidates, find_interpreter

if TYPE_CHECKING:
    from pathlib import Path

THIS = (sys.version_info[0], sys.version_info[1])
OTHER = (3, 99)


def program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def answering(version: str, *, implementation: str = "cpython", level: str = "final") -> str:
    numbers = ", ".join(version.split("."))
    return f"""echo '[{numbers}, "{level}", "{implementation}"]'"""


def test_the_running_python_comes_first_where_it_is_the_right_one() -> None:
    found = find_interpreter(THIS, candidates(THIS, ""))
    assert found is not None
    assert str(found.path) == sys.executable
    assert found.version == sys.version.split()[0]


def test_a_shim_that_exits_127_is_passed_over_for_what_it_stands_for(tmp_path: Path) -> None:
    program(tmp_path / "pyenv/shims/python3.99", "exit 127")
    old = program(tmp_path / "pyenv/versions/3.99.2/bin/python3.99", answering("3.99.2"))
    new = program(tmp_path / "pyenv/versions/3.99.10/bin/python3.99", answering("3.99.10"))
    places = list(candidates(OTHER, str(tmp_path / "pyenv/shims")))
    assert places == [new, old, tmp_path / "pyenv/shims/python3.99"]
    found = find_interpreter(OTHER, places)
    assert found is not None
    assert (found.path, found.version) == (new, "3.99.10")


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(answering("3.98.0"), id="another version"),
        pytest.param(answering("3.99.0", implementation="pypy"), id="another implementation"),
        pytest.param(answering("3.99.0", level="alpha"), id="not released"),
        pytest.param("echo hello", id="something else altogether"),
        pytest.param("exit 1", id="broken"),
    ],
)
def test_what_answers_otherwise_is_not_taken(script: str, tmp_path: Path) -> None:
    assert ask(program(tmp_path / "python3.99", script), OTHER) is None


def test_a_program_that_cannot_be_started_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "python3.99").write_bytes(b"\x00not a program")
    (tmp_path / "python3.99").chmod(0o755)
    assert find_interpreter(OTHER, candidates(OTHER, str(tmp_path))) is None


def test_no_candidate_is_no_interpreter(tmp_path: Path) -> None:
    assert find_interpreter(OTHER, candidates(OTHER, f"{tmp_path}:{tmp_path / 'absent'}")) is None
