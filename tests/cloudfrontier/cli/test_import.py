"""`cloudfrontier import`: what it writes, what it lists, and how it ends."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from cloudfrontier.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_rules_go_to_standard_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "_redirects").write_text("/a /b\n/c/* /d/:splat 301!\n", encoding="utf-8")
    (tmp_path / "_headers").write_text("/*\n  X-A: b\n", encoding="utf-8")
    assert main(["import", str(tmp_path / "_redirects"), str(tmp_path / "_headers"), "--name", "site"]) == 0
    printed = capsys.readouterr()
    functions = tomllib.loads(printed.out)["functions"]
    assert [rule["source"] for rule in functions["site-request"]["redirect"]] == ["/a", "/c/*"]
    assert functions["site-response"]["header"][0]["set"] == {"x-a": "b"}
    assert "3 rules, 0 not translated" in printed.err


def test_what_is_not_translated_is_listed_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "_redirects"
    file.write_text("/a /b\n/b /a\n/x /y 301 Role=admin\n/o/* /n\n", encoding="utf-8")
    assert main(["import", str(file)]) == 1
    printed = capsys.readouterr()
    assert len(tomllib.loads(printed.out)["functions"]["imported-request"]["redirect"]) == 3
    assert f"error {file}:3:11: `Role=`" in printed.err
    assert "round for ever" in printed.err
    assert f"note {file}:4:1: acts even where there is a file" in printed.err


def test_a_file_is_written_and_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, output = tmp_path / "moved.csv", tmp_path / "rules.toml"
    source.write_text("/a,/b\n", encoding="utf-8")
    assert main(["import", str(source), "-o", str(output)]) == 0
    assert main(["import", str(source), "-o", str(output)]) == 2
    assert "exists already" in capsys.readouterr().err
    assert 'source = "/a"' in output.read_text(encoding="utf-8")


def test_what_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(tmp_path / "none")]) == 2
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    assert main(["import", str(tmp_path / "notes.txt")]) == 2
    (tmp_path / "_redirects").write_bytes(b"\xff")
    assert main(["import", str(tmp_path / "_redirects")]) == 2
    printed = capsys.readouterr().err
    assert "cannot be read" in printed
    assert "`--from`" in printed
    assert "not UTF-8" in printed
