"""The peers that run under node: installed by npm into the user's cache, at the versions that are named here.

Where node or npm is absent, or npm has no network, the figures of the peers are missing and the report says
how to get them; ours are taken all the same.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["COGNITO_AT_EDGE", "JWT_VERIFY", "install", "run_script"]

VERSIONS = {"cognito-at-edge": "1.5.5", "aws-jwt-verify": "5.2.1", "esbuild": "0.25.10"}
COGNITO_AT_EDGE = f"cognito-at-edge {VERSIONS['cognito-at-edge']} from node_modules"
JWT_VERIFY = f"aws-jwt-verify {VERSIONS['aws-jwt-verify']} bundled by esbuild"
SECONDS = 300
BUNDLE = "jwt_verify.js"


def install() -> tuple[Path | None, tuple[str, ...]]:
    """The folder with the peers' node_modules, or None and what is missing."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return None, ("node and npm, to run the peers with: install Node.js 20 or newer",)
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = base / "cloudfrontier" / "bench-peers"
    marker = folder / "installed.json"
    if marker.is_file() and json.loads(marker.read_text(encoding="utf-8")) == VERSIONS:
        return folder, ()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    wanted = [f"{name}@{version}" for name, version in VERSIONS.items()]
    try:
        _quiet([npm, "install", "--no-audit", "--no-fund", "--silent", *wanted], folder)
        (folder / "entry.mjs").write_text('export * from "aws-jwt-verify"\n', encoding="utf-8")
        esbuild = str(folder / "node_modules" / ".bin" / "esbuild")
        _quiet(
            [esbuild, "entry.mjs", "--bundle", "--minify", "--platform=node", f"--outfile={BUNDLE}"], folder
        )
    except (OSError, subprocess.SubprocessError) as error:
        return None, (f"the peers: npm could not install {', '.join(wanted)} ({type(error).__name__})",)
    marker.write_text(json.dumps(VERSIONS), encoding="utf-8")
    return folder, ()


def run_script(folder: Path, script: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """A function that runs a script of ours in a new node: an object in and an object out, as JSON."""
    path = folder / "script.cjs"

    def run(argument: dict[str, Any]) -> dict[str, Any]:
        path.write_text(script, encoding="utf-8")
        done = subprocess.run(
            ["node", str(path)],
            input=json.dumps(argument),
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
        answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return answer

    return run


def _quiet(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=SECONDS)
