"""`cloudfrontier doctor`: what was found, in which version, and what it is good for."""

from __future__ import annotations

import json
import platform
from typing import TYPE_CHECKING

import pytest

from cloudfrontier.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def install(folder: Path, name: str, prints: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{prints}\n", encoding="utf-8")
    program.chmod(0o755)


def tools(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, str]]:
    assert main(["doctor", "--format", "json"]) == 0
    return {tool["name"]: tool for tool in json.loads(capsys.readouterr().out)}


def test_what_the_program_runs_on_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    found = tools(capsys)
    assert found["python"]["version"] == platform.python_version()
    assert found["quickjs-ng"]["version"]


def test_a_program_that_is_missing_is_no_error(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = tools(capsys)
    assert [found[name]["version"] for name in ("njs", "node", "chromium")] == ["", "", ""]
    assert all(tool["enables"] for tool in found.values())
    assert not list(path.iterdir())


@pytest.mark.parametrize(
    ("prints", "version", "note"),
    [
        ("echo 0.8.2", "0.8.2", ""),
        ("echo 0.7.9 >&2", "0.7.9", "older"),
        ("echo 0.9.6", "0.9.6", "newer"),
        ("exit 3", "of unknown version", ""),
    ],
)
def test_the_version_of_njs_says_how_far_to_trust_it(
    path: Path, capsys: pytest.CaptureFixture[str], prints: str, version: str, note: str
) -> None:
    install(path, "njs", prints)
    njs = tools(capsys)["njs"]
    assert njs["version"] == version
    assert note in njs["note"]
    assert bool(njs["note"]) == bool(note)


def test_packages_that_nobody_must_have_are_told_of_too(capsys: pytest.CaptureFixture[str]) -> None:
    found = tools(capsys)
    assert {"cryptography", "httpx", "brotli"} <= found.keys()
    assert "Brotli" in found["brotli"]["enables"]


def test_people_get_a_line_for_each_tool(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(path, "node", "echo v20.1.2")
    assert main(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("✓ node") and line.endswith("20.1.2") for line in lines)
    assert any(line.startswith("· njs") and line.endswith("not found") for line in lines)
