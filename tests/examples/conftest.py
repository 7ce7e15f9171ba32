"""The `cloudfront` fixture of the plugin, over a copy of the storefront that has a session key."""

from __future__ import annotations

import secrets
import shutil
from typing import TYPE_CHECKING

import pytest
from artifact_project import REPOSITORY

from cloudfrontier.artifacts.key_files import write_key
from cloudfrontier.testing import EdgeHost

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def storefront(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("storefront") / "copy"
    ignored = shutil.ignore_patterns("dist", ".secrets", "__pycache__")
    shutil.copytree(REPOSITORY / "examples" / "storefront", folder, ignore=ignored)
    write_key(folder / ".secrets" / "session.key", entropy=secrets.token_bytes)
    return folder


@pytest.fixture(scope="session")
def cloudfront_host(storefront: Path) -> Iterator[EdgeHost]:
    """Takes the place of the plugin's own: another project, the same client."""
    with EdgeHost(storefront) as host:
        yield host
