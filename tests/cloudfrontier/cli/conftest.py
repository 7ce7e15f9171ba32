"""An account, a project and a command line between them, for the commands that talk to AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cloudfront_api import behavior, distribution_config, listed
from deployment_commands import CommandLine
from deployments import Place, account, shop_project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """Nothing is deployed in it yet."""
    with account(tmp_path) as made:
        yield made


@pytest.fixture
def distribution(place: Place) -> str:
    """Has the two behaviors that the project names."""
    return place.create(distribution_config(CacheBehaviors=listed(behavior(PathPattern="/members/*"))))


@pytest.fixture
def command(
    place: Place, distribution: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    """Runs `cloudfrontier` on that distribution, with a small project, in that account."""
    return CommandLine(place, shop_project(tmp_path / "project"), distribution, capsys)
