"""What a lean handler loads when it starts, from its own files: that it is little is a promise, so a test."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cloudfrontier.artifacts.handlers import gather_handler, installed_folders
from cloudfrontier.project import load

if TYPE_CHECKING:
    from pathlib import Path

    from artifact_project import ArtifactProject

HEAVY = {
    "_hashlib",
    "asyncio",
    "aws_lambda_powertools",
    "base64",
    "boto3",
    "cryptography",
    "dataclasses",
    "datetime",
    "edge.auth.basic",
    "edge.auth.bearer",
    "edge.auth.jwt",
    "edge.auth.oidc.callback",
    "hashlib",
    "hmac",
    "http.client",
    "inspect",
    "logging",
    "pathlib",
    "ssl",
    "typing",
    "urllib",
}
LOADED = """\
import sys; sys.path.insert(0, sys.argv[1]); before = set(sys.modules)
import lambda_function, json
print(json.dumps(sorted(set(sys.modules) - before)))
"""


def loaded(project: ArtifactProject, folder: Path) -> set[str]:
    """Modules that the handler's own files bring in, in a Python that has nothing else."""
    files = gather_handler(load(project.root), "gate", installed=installed_folders()).files
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    command = [sys.executable, "-I", "-S", "-B", "-c", LOADED, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def gate(project: ArtifactProject, logging: str) -> None:
    project.change(
        '[handlers.gate]\nfeatures = ["auth", "ab_testing"]',
        f'[handlers.gate]\nfeatures = ["auth"]\nlogging = "{logging}"',
    )


def test_a_lean_handler_loads_nothing_heavy(project: ArtifactProject, tmp_path: Path) -> None:
    gate(project, "lean")
    assert not loaded(project, tmp_path / "zip") & HEAVY


@pytest.mark.parametrize("logging", ["lean", "powertools"])
def test_a_zip_holds_one_logger(project: ArtifactProject, logging: str) -> None:
    gate(project, logging)
    files = gather_handler(load(project.root), "gate", installed=installed_folders()).files
    assert ("edge/logging_lean.py" in files) is (logging == "lean")
    assert any(name.startswith("aws_lambda_powertools/") for name in files) is (logging != "lean")
    assert "edge/auth/jwt/openssl.py" not in files
