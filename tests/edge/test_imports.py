"""What the edge imports: a cold start pays for every module, and old runtimes must be able to read each."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import edge

PACKAGE = Path(edge.__file__).parent
SOURCES = sorted(PACKAGE.rglob("*.py"))
MODULES = ("edge.handler", "edge.auth.handler", "edge.ab_testing.handler")
HEAVY = {
    "asyncio",
    "boto3",
    "botocore.session",
    "concurrent.futures",
    "dataclasses",
    "edge.events",
    "email",
    "http.client",
    "http.cookies",
    "multiprocessing",
    "secrets",
    "socket",
    "ssl",
    "subprocess",
    "urllib.request",
    "uuid",
    "xml",
}
OTHERS = ("python3.10", "python3.12", "python3.13", "python3.14")
LIST_MODULES = (
    "import json, sys; [__import__(name) for name in sys.argv[1:]]; print(json.dumps(list(sys.modules)))"
)


def loaded_by(*modules: str) -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", LIST_MODULES, *modules],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(run.stdout))


def test_nothing_heavy_is_imported_at_a_cold_start() -> None:
    assert not loaded_by(*MODULES) & HEAVY


def test_beside_powertools_only_the_hashing_of_the_session_is_new() -> None:
    ours = loaded_by(*MODULES) - loaded_by("aws_lambda_powertools")
    added = {name for name in ours if not name.startswith("edge")}
    assert added <= {"hmac", "hashlib", "_hashlib", "_hmac", "_blake2", "_sha2", "_sha256"}


def test_pure_modules_are_imported_without_powertools() -> None:
    pure = loaded_by(
        "edge.auth.decision", "edge.auth.settings", "edge.ab_testing.settings", "edge.ab_testing.visitor"
    )
    assert not any(name.startswith("aws_lambda_powertools") for name in pure)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_is_written_in_the_grammar_of_python_3_10(source: Path) -> None:
    ast.parse(source.read_text(encoding="utf-8"), filename=str(source), feature_version=(3, 10))


def interpreter(python: str) -> str | None:
    """An interpreter of that version that starts; a shim of pyenv's may be there and not start."""
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    installed = versions.glob(f"{python.removeprefix('python')}.*/bin/python")
    candidates = filter(None, [shutil.which(python), *map(str, installed)])
    works = (
        found
        for found in candidates
        if subprocess.run([found, "-V"], capture_output=True, check=False).returncode == 0
    )
    return next(works, None)


@pytest.mark.parametrize("python", OTHERS)
def test_the_package_is_imported_by_other_interpreters(python: str) -> None:
    """The modules that need no Powertools are imported, the others compiled."""
    found = interpreter(python)
    if found is None:
        pytest.skip(f"{python} is neither on PATH nor among pyenv's versions")
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import edge.auth.decision, edge.auth.settings, edge.events, edge.ab_testing.settings\n"
        "import edge.ab_testing.visitor, edge.ab_testing.effects\n"
        "for path in sys.argv[2:]: compile(open(path, encoding='utf-8').read(), path, 'exec')\n"
    )
    subprocess.run(
        [found, "-B", "-I", "-W", "error", "-c", code, str(PACKAGE.parent), *map(str, SOURCES)],
        check=True,
        capture_output=True,
    )
