"""What tests of the build share: a project on disk, and a shorthand to build it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from artifact_project import ArtifactProject

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> ArtifactProject:
    return ArtifactProject(tmp_path / "project")
