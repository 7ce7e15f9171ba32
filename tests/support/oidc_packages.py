"""Packages of npm that tests run under node: a real provider, and what drives a real browser.

They are installed once, at the versions named here, into the user's cache; where node, npm or its registry
is absent, the tests that need them are skipped and say what was missing.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

__all__ = ["node_packages"]

VERSIONS = {"oidc-provider": "9.13.3", "playwright-core": "1.65.1"}
SECONDS = 240


def node_packages() -> Path:
    """The folder that holds their node_modules; the test is skipped where it cannot be had."""
    found = _installed()
    if isinstance(found, str):
        pytest.skip(found)
    return found


@cache
def _installed() -> Path | str:
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return "node and npm are not installed: the provider of npm cannot run"
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = base / "cloudfrontier" / "test-provider"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        # two test runs at once would install over each other
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _install(npm, folder)


def _install(npm: str, folder: Path) -> Path | str:
    marker = folder / "installed.json"
    if marker.is_file() and json.loads(marker.read_text(encoding="utf-8")) == VERSIONS:
        return folder
    (folder / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    wanted = [f"{name}@{version}" for name, version in VERSIONS.items()]
    command = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--silent", *wanted]
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        return f"npm could not install {', '.join(wanted)} ({type(error).__name__})"
    marker.write_text(json.dumps(VERSIONS), encoding="utf-8")
    return folder
