"""`make demo` on a copy of the storefront: six visits as expected, and a difference that is noticed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from artifact_project import REPOSITORY

STOREFRONT = REPOSITORY / "examples" / "storefront"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns("dist", ".secrets", "__pycache__")
    return Path(shutil.copytree(STOREFRONT, tmp_path / "storefront", ignore=ignored))


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-B", "-m", "examples.storefront.demo", str(folder)]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)


def test_all_visits_go_as_expected_and_only_the_build_and_a_key_are_left(copy: Path) -> None:
    before = set(copy.iterdir())
    ran = run(copy)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.endswith("6 of 6 visits went as expected\n")
    assert ran.stdout.count("\nas expected: ") == 6
    assert {path.name for path in set(copy.iterdir()) - before} == {"dist", ".secrets"}
    assert (copy / ".secrets" / "session.key").stat().st_mode & 0o777 == 0o600
    _assert_is_readable(ran.stdout, key=(copy / ".secrets" / "session.key").read_text(encoding="utf-8"))


def _assert_is_readable(output: str, *, key: str) -> None:
    assert key.strip() not in output
    assert "v1.2026-11." not in output, "the session is redacted"
    for event in ("viewer-request", "origin-request", "origin-response", "viewer-response"):
        assert output.count(f" {event}") >= 6
    _, _, traces = output.partition("\n1. ")
    assert max(map(len, traces.splitlines())) <= 100


def test_a_visit_that_goes_otherwise_ends_with_1(copy: Path) -> None:
    rules = copy / "_redirects"
    rules.write_text(
        rules.read_text(encoding="utf-8").replace("/lamp.html  ", "/lamps.html "), encoding="utf-8"
    )
    ran = run(copy)
    assert ran.returncode == 1
    assert "NOT as expected: status 301" in ran.stdout
    assert ran.stdout.endswith("5 of 6 visits went as expected\n")


def test_a_storefront_that_does_not_build_ends_with_the_builds_exit_code(copy: Path) -> None:
    (copy / "_redirects").unlink()
    ran = run(copy)
    assert ran.returncode == 2
    assert "_redirects" in ran.stderr
    assert "Traceback" not in ran.stderr
