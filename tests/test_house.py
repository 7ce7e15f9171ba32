"""Promises about the whole tree that no single room keeps: each is one test, so that a breach is noticed."""

from __future__ import annotations

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("cloudfrontier", "edge", "cloudfront_functions", "infra", "bench", "tests", "examples", "build.py")
LONGEST_FILE = 300
SHORTEST_REASON = 40


@cache
def python_files() -> tuple[Path, ...]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *SOURCES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout: which files belong to the project is not known")
    paths = (ROOT / line for line in listed.stdout.splitlines() if line.endswith(".py"))
    return tuple(path for path in paths if path.exists())


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_every_module_says_why_it_exists() -> None:
    silent = [
        relative(path)
        for path in python_files()
        if len(ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "") < SHORTEST_REASON
    ]
    assert not silent, "modules without a docstring that says why they exist"


def test_no_file_is_longer_than_one_idea() -> None:
    long = {
        relative(path): lines
        for path in python_files()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert not long, f"files past {LONGEST_FILE} lines: split them"


def test_no_module_is_called_utils() -> None:
    assert not [
        relative(path) for path in python_files() if path.stem in {"utils", "helpers", "common", "misc"}
    ]


def test_fakes_have_behaviour_and_nothing_is_patched() -> None:
    patching = re.compile(
        r"mock\.patch|from unittest import mock|unittest\.mock|MagicMock|monkeypatch\.setattr"
    )
    this_file = Path(__file__).resolve()
    found = [
        relative(path)
        for path in python_files()
        if path.resolve() != this_file and patching.search(path.read_text(encoding="utf-8"))
    ]
    assert not found, "pass a fake instead"


def test_nothing_imports_the_build_script() -> None:
    """`build` is also the name of PyPA's builder: whoever imports it gets the other one sooner or later."""
    importing = re.compile(r"^\s*(import build\b|from build import)", re.MULTILINE)
    assert not [
        relative(path) for path in python_files() if importing.search(path.read_text(encoding="utf-8"))
    ]


def test_no_work_is_left_marked_as_unfinished() -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX)\b|raise NotImplementedError")
    this_file = Path(__file__).resolve()
    assert not [
        f"{relative(path)}:{number}"
        for path in python_files()
        if path.resolve() != this_file
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if marks.search(line)
    ]
