"""Functions are run as well as read: what only a run shows is found, and what runs cost can be seen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from artifact_project import ArtifactProject

from cloudfrontier.cli import main

if TYPE_CHECKING:
    from pathlib import Path

HEADER = """\
function handler(event) {
    var request = event.request;
    var name = ['x', 'cache'].join('-');
    request.headers[name] = { value: 'hit' };
    return request;
}
"""
THROWS = "function handler(event) {\n    return event.request.missing.part;\n}\n"
WORK = """\
function handler(event) {
    var sum = 0;
    for (var i = 0; i < 20000; i++) {
        sum += i;
    }
    event.request.headers['x-sum'] = { value: String(sum) };
    return event.request;
}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("header.js", HEADER), ("throws.js", THROWS), ("work.js", WORK)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def report(capsys: pytest.CaptureFixture[str], *arguments: str, code: int) -> Any:
    assert main(["check", *arguments, "--format", "json"]) == code
    return json.loads(capsys.readouterr().out)


def errors(capsys: pytest.CaptureFixture[str], *arguments: str, code: int) -> set[str]:
    found = report(capsys, *arguments, code=code)["findings"]
    return {item["id"] for item in found if item["severity"] == "error"}


@pytest.mark.parametrize(
    ("file", "rule"), [("header.js", "RET316"), ("throws.js", "CFF191")], ids=["header", "exception"]
)
def test_what_only_a_run_shows_is_found_unless_nothing_is_run(
    file: str, rule: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rule in errors(capsys, file, "--event", "viewer-request", code=1)
    assert errors(capsys, file, "--event", "viewer-request", "--static", code=0) == set()


def test_a_budget_is_the_same_on_every_machine(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs = report(capsys, "work.js", "--runs", code=0)["runs"][0]["samples"]
    worst = max(run["utilization"] for run in runs)
    assert errors(capsys, "work.js", "--budget", str(int(worst) + 1), code=0) == set()
    assert errors(capsys, "work.js", "--budget", str(int(worst) - 1), code=1) == {"CFF193"}
    again = report(capsys, "work.js", "--runs", code=0)["runs"][0]["samples"]
    # memory is as this machine's allocator rounds it
    assert [run | {"memory_bytes": 0} for run in again] == [run | {"memory_bytes": 0} for run in runs]


def test_every_run_can_be_seen_with_its_work_and_memory(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (runs,) = report(capsys, "work.js", "--runs", code=0)["runs"]
    assert (runs["file"], runs["event"]) == ("work.js", "viewer-request")
    assert {"sample", "ordinary", "end", "message", "work", "utilization", "memory_bytes"} == runs["samples"][
        0
    ].keys()
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["check", "work.js", "--runs"]) == 0
    _, heading, table = capsys.readouterr().out.partition("work.js, viewer-request\n")
    assert heading
    assert max(map(len, table.splitlines())) <= 80
    assert all(run["sample"][:20] in table for run in runs["samples"])


def test_the_functions_of_a_project_are_run_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = ArtifactProject(tmp_path / "project")
    project.write("src/own.js", HEADER)
    project.change('redirects = ["_redirects"]\nrewrites.index = "index.html"', 'source = "src/own.js"')
    monkeypatch.chdir(project.root)
    assert errors(capsys, code=1) == {"RET316"}
    assert errors(capsys, "--static", code=0) == set()
    assert main(["build", "-q"]) == 1
    assert "RET316" in capsys.readouterr().out
    assert not project.dist.exists()
