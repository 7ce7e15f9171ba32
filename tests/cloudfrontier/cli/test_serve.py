"""`cloudfrontier serve` on the command line: what keeps it from starting is told in a line."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from serve_projects import write_served_project

from cloudfrontier.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_port_that_is_taken_is_named_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", str(write_served_project(tmp_path)), "--port", str(port)]) == 2
    told = capsys.readouterr().err
    assert f"127.0.0.1:{port}" in told
    assert "--port" in told


def test_a_project_with_mistakes_does_not_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_served_project(tmp_path)
    (root / "edge.toml").write_text("nonsense", encoding="utf-8")
    assert main(["serve", str(root), "--port", "0"]) == 2
    assert "edge.toml:1" in capsys.readouterr().err


def test_options_of_a_configuration_need_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", str(tmp_path), "--origin", "a=b"]) == 2
    assert "--distribution" in capsys.readouterr().err
