"""A fresh account and a small project for each test that deploys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from deployments import Place, Project, account, shop_project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """Nothing is deployed in it yet."""
    with account(tmp_path) as made:
        yield made


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """What `shop_project` makes, built."""
    return shop_project(tmp_path / "project")
