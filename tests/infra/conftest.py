"""A fresh account and a small project for each test that deploys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from deployments import Place, Project, account

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """Nothing is deployed in it yet."""
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with account(tmp_path) as made:
        yield made


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Has a function on the default behavior, and a handler on `/members/*`."""
    made = Project(tmp_path / "project")
    made.function("router")
    made.handler("gate")
    made.attach("*", viewer_request="router")
    made.attach("/members/*", viewer_request="gate")
    return made.build()
