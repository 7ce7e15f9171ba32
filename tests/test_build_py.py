"""`build.py` is a door to `cloudfrontier build` from anywhere, and tells whoever wants PyPA's builder so."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from artifact_project import REPOSITORY, ArtifactProject, digests

from cloudfrontier.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


def test_it_builds_the_project_of_the_current_folder_wherever_that_is(tmp_path: Path) -> None:
    project = ArtifactProject(tmp_path)
    ran = run(str(REPOSITORY / "build.py"), cwd=tmp_path / "site")
    assert ran.returncode == 0, ran.stderr
    by_script = digests(project.dist)
    assert main(["build", str(tmp_path), "-q"]) == 0
    assert digests(project.dist) == by_script


def test_arguments_and_exit_codes_are_those_of_the_command(tmp_path: Path) -> None:
    ran = run(str(REPOSITORY / "build.py"), "--nonsense", cwd=tmp_path)
    assert ran.returncode == 2
    assert "Usage: cloudfrontier build" in ran.stderr


@pytest.mark.parametrize("arguments", [["build.py", "--wheel"], ["-m", "build"], ["-m", "build", "-s"]])
def test_who_wants_a_wheel_is_told_what_to_run(arguments: list[str]) -> None:
    ran = run(*arguments, cwd=REPOSITORY)
    assert ran.returncode == 2
    assert "pyproject-build" in ran.stderr
    assert ran.stdout == ""
