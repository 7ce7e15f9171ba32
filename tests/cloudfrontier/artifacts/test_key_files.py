"""Keys that a build makes by itself: only where edge.toml allows it, once, and for their owner alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cloudfrontier.artifacts.key_files import read_secret
from cloudfrontier.artifacts.pipeline import build
from cloudfrontier.errors import ProjectError
from cloudfrontier.project import load

if TYPE_CHECKING:
    from pathlib import Path

    from artifact_project import ArtifactProject

    from cloudfrontier.project import LoadedProject


def project_with_key(project: ArtifactProject, key: str) -> tuple[LoadedProject, Path]:
    file = project.root / "edge.toml"
    lines = file.read_text(encoding="utf-8").splitlines()
    replaced = [f"keys = [{key}]" if line.startswith("keys = ") else line for line in lines]
    assert replaced != lines
    file.write_text("\n".join(replaced) + "\n", encoding="utf-8")
    return load(project.root), project.root / "new" / "made.key"


def test_a_key_marked_create_is_made_once_and_kept(project: ArtifactProject) -> None:
    loaded, path = project_with_key(project, '{ id = "k", file = "new/made.key", create = true }')
    build(loaded)
    first = read_secret(path)
    assert path.stat().st_mode & 0o777 == 0o600
    build(loaded)
    assert read_secret(path) == first


def test_a_key_without_the_mark_is_never_made(project: ArtifactProject) -> None:
    loaded, path = project_with_key(project, '{ id = "k", file = "new/made.key" }')
    with pytest.raises(ProjectError, match="auth new-key"):
        build(loaded)
    assert not path.exists()
