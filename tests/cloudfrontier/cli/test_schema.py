"""`cloudfrontier schema`: what it prints, what it writes, and what it does not load."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cloudfrontier.cli import main
from cloudfrontier.project.json_schema import json_schema

if TYPE_CHECKING:
    from pathlib import Path


def test_it_prints_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == json_schema()


def test_it_writes_the_schema_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "edge.schema.json"
    assert main(["schema", "-o", str(file)]) == 0
    assert json.loads(file.read_text(encoding="utf-8")) == json_schema()
    assert "begin edge.toml with `#:schema ./edge.schema.json`" in capsys.readouterr().out


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "-o", str(tmp_path / "none" / "s.json")]) == 2
    assert "cannot be written: No such file or directory" in capsys.readouterr().err


@pytest.mark.parametrize("module", ["pydantic", "tree_sitter"])
def test_help_is_printed_without_loading_what_projects_need(module: str) -> None:
    help_printed = "import sys; from cloudfrontier.cli import main; main(['--help'])"
    program = f"{help_printed}; sys.exit({module!r} in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.DEVNULL)
