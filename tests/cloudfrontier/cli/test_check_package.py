"""`cloudfrontier check function.zip`: what is in a package, and what Lambda says of its function."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from cloudfrontier.cli import main

if TYPE_CHECKING:
    from pathlib import Path

APP = "import acme\n\ndef run(event, context):\n    return event['Records'][0]['cf']['request']\n"
CONFIGURATION = {
    "FunctionName": "gate",
    "Runtime": "python3.13",
    "Handler": "app.run",
    "MemorySize": 512,
    "Timeout": 5,
    "Layers": [{"Arn": "arn:aws:lambda:us-east-1:123456789012:layer:shared:3", "CodeSize": 1}],
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile(tmp_path / "gate.zip", "w") as archive:
        for name, text in (("app.py", APP), ("acme.py", "")):
            archive.writestr(name, text)
    with zipfile.ZipFile(tmp_path / "short.zip", "w") as archive:
        archive.writestr("app.py", APP)
    return tmp_path


def errors(capsys: pytest.CaptureFixture[str], *arguments: str, code: int) -> list[tuple[str, str, int]]:
    assert main(["check", *arguments, "--format", "json"]) == code
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["findings"]
    return [(item["id"], item["file"], item["line"]) for item in found if item["severity"] == "error"]


def test_a_package_is_checked_from_its_handler_on(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert errors(capsys, "gate.zip", "--handler", "app.run", code=0) == []
    assert errors(capsys, "short.zip", "--handler", "app.run", code=1) == [("LAE208", "short.zip!app.py", 1)]
    assert [rule for rule, _, _ in errors(capsys, "gate.zip", "--handler", "app.go", code=1)] == ["LAE209"]


def test_a_finding_shows_the_line_in_the_zip(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "short.zip", "--handler", "app.run"]) == 1
    said = capsys.readouterr().out
    assert "short.zip!app.py:1:1: error LAE208 " in said
    assert "  1 | import acme\n      ^\n" in said
    assert "1 package checked: 1 error" in said


@pytest.mark.parametrize(
    ("options", "rule"),
    [
        (["--memory", "512", "--event", "viewer-request"], "LAE204"),
        (["--timeout", "31", "--event", "origin-request"], "LAE205"),
        (["--runtime", "python3.7"], "LAE206"),
    ],
    ids=["memory", "timeout", "runtime"],
)
def test_what_is_said_of_the_function_is_held_against_its_events(
    options: list[str], rule: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = errors(capsys, "gate.zip", "--handler", "app.run", *options, code=1)
    assert [item[0] for item in found] == [rule]


def test_what_lambda_says_is_taken_where_nothing_else_is_said(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "function.json").write_text(json.dumps(CONFIGURATION), encoding="utf-8")
    given = ["gate.zip", "--configuration", "function.json", "--event", "viewer-request"]
    assert {item[0] for item in errors(capsys, *given, code=1)} == {"LAE204", "LAE227"}
    assert {item[0] for item in errors(capsys, *given, "--memory", "128", code=1)} == {"LAE227"}


@pytest.mark.parametrize("text", ["", "[1, 2", "[]", "{}"], ids=["nothing", "cut off", "an array", "empty"])
def test_a_configuration_that_is_none_is_wrong_usage(
    text: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "function.json").write_text(text, encoding="utf-8")
    assert main(["check", "gate.zip", "--configuration", "function.json"]) == 2
    assert "function.json" in capsys.readouterr().err


def test_a_configuration_that_is_not_there_is_wrong_usage(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "gate.zip", "--configuration", "gone.json"]) == 2
    assert "gone.json: it cannot be read: no such file" in capsys.readouterr().err


def test_a_runtime_of_the_other_kind_is_wrong_usage(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "gate.zip", "--runtime", "cloudfront-js-2.0"]) == 2
    assert "a zip runs on a runtime of Lambda's" in capsys.readouterr().err
