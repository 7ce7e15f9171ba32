"""A project that needs all that a template can say, in a folder in which a template's paths are right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from template_projects import full_blueprint

if TYPE_CHECKING:
    from pathlib import Path

    from infra.templates import Blueprint


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Has edge.toml and dist/."""
    return tmp_path_factory.mktemp("project")


@pytest.fixture(scope="module")
def blueprint(folder: Path) -> Blueprint:
    """Of the project in that folder."""
    return full_blueprint(folder)
