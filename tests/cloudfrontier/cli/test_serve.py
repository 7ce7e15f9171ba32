"""`cloudfrontier serve` on the command line: what keeps it from starting is told in a line."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import urllib.request
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


def test_the_server_goes_on_when_nobody_reads_its_lines(tmp_path: Path) -> None:
    command = "import sys; from cloudfrontier.cli import main; sys.exit(main())"
    project = str(write_served_project(tmp_path))
    process = subprocess.Popen(
        [sys.executable, "-c", command, "serve", project, "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    try:
        url = process.stdout.readline().strip().rpartition(" ")[2]
        process.stdout.close()
        for _ in range(2):
            with urllib.request.urlopen(f"{url}plain/page", timeout=20) as answer:
                assert answer.read() == b"plain"
    finally:
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)
    assert (process.returncode, told) == (0, "")
