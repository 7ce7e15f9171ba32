"""A handler string is read as Lambda reads it: the name behind the last dot, in the module before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cloudfrontier.artifacts.modules import SearchPath
from cloudfrontier.artifacts.own_handler import fault_of_handler, find_handler

if TYPE_CHECKING:
    from pathlib import Path


def problem(handler: str, root: Path) -> str:
    search = SearchPath(root, root, (), (3, 13))
    fault = fault_of_handler(handler, find_handler(handler, search), search)
    return fault.detail if fault and fault.kind == "handler" else ""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("def run(event, context): ...", id="a function"),
        pytest.param("run = make()", id="an assignment"),
        pytest.param("a, (b, run) = make()", id="one of several"),
        pytest.param("run: object = make()", id="with a type"),
        pytest.param("from other import real as run", id="an import"),
        pytest.param("class run: ...", id="a class"),
        pytest.param("try:\n    import x\nexcept ImportError:\n    def run(): ...", id="in except"),
        pytest.param("if x:\n    def run(): ...", id="in a branch"),
        pytest.param("from other import *", id="perhaps by a star"),
        pytest.param("def broken(:", id="not Python, which another rule says"),
    ],
)
def test_a_name_at_the_top_level_is_a_handler(text: str, tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(text)
    assert problem("main.run", tmp_path) == ""


@pytest.mark.parametrize(
    ("handler", "expected"),
    [
        pytest.param("run", "it names no module", id="no module"),
        pytest.param("absent.run", "there is neither absent.py nor absent/__init__.py", id="no file"),
        pytest.param("json.loads", "there is neither json.py", id="not the standard library's"),
        pytest.param("main.inner", "main.py has no 'inner' at its top level", id="a nested function"),
        pytest.param("main.later", "'later' is `async`, which Lambda does not run", id="a coroutine"),
    ],
)
def test_what_lambda_could_not_call_is_said(handler: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text("def outer():\n    def inner(): ...\nasync def later(): ...\n")
    assert expected in problem(handler, tmp_path)


def test_a_package_may_hold_it_too(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app/__init__.py").write_text("def run(event, context): ...")
    assert problem("app.run", tmp_path) == ""
