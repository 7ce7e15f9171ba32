"""The way in: which file is loaded, how it is called, where things stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from project_text import BASE, load_text

from cloudfrontier.errors import Problem, ProjectError, UsageError
from cloudfrontier.project import load
from cloudfrontier.project.loading import find

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a project and with folders in it."""
    load_text(tmp_path, BASE)
    (tmp_path / "src" / "deep").mkdir(parents=True)
    return tmp_path


def test_a_file_may_be_named(project: Path) -> None:
    named = (project / "edge.toml").rename(project / "other.toml")
    assert load(named).file == named


def test_a_folder_may_be_named(project: Path) -> None:
    assert load(project).file == project / "edge.toml"
    assert load(project).root == project


def test_without_a_name_the_nearest_file_above_is_taken(project: Path) -> None:
    assert load(cwd=project / "src" / "deep").file == project / "edge.toml"
    assert find(cwd=project) == project / "edge.toml"


def test_a_folder_without_a_project_is_told(project: Path) -> None:
    with pytest.raises(UsageError, match=r"no edge\.toml in this folder"):
        load(project / "src")


def test_no_project_anywhere_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no edge\.toml in .* or above it"):
        load(cwd=tmp_path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"cannot be read: No such file or directory"):
        load(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("below", "shown"),
    [(".", "edge.toml"), ("..", "{folder}/edge.toml")],
    ids=["seen-from-its-folder", "seen-from-above"],
)
def test_messages_call_the_file_as_it_is_seen_from_here(project: Path, below: str, shown: str) -> None:
    (project / "edge.toml").write_text("[")
    with pytest.raises(ProjectError) as raised:
        load(project, cwd=(project / below).resolve())
    assert raised.value.problems[0].file == shown.format(folder=project.name)


def test_messages_call_a_file_elsewhere_as_it_was_named(project: Path) -> None:
    (project / "edge.toml").write_text("[")
    with pytest.raises(ProjectError) as raised:
        load(project, cwd=project / "src")
    assert raised.value.problems[0].file == str(project / "edge.toml")


def test_what_is_found_later_can_be_told_at_its_place(project: Path) -> None:
    loaded = load(project, cwd=project)
    assert loaded.where(("origins", "site", "domain")) == (6, 10)
    problem = loaded.problem(("origins", "site", "simulate", "folder"), "empty")
    assert problem == Problem("edge.toml", 7, 19, "empty")
