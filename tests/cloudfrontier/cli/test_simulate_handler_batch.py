"""`cloudfrontier simulate` of a handler on many events: what one prints, a line each, in their order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from artifact_project import ArtifactProject

from cloudfrontier.cli import main

EVENT = json.loads(
    (Path(__file__).resolve().parents[2] / "events" / "origin-response.json").read_text(encoding="utf-8")
)
APP = """\
import os


def run(event, context):
    passing = event["Records"][0]["cf"]
    path = passing["request"]["uri"]
    if path == "/die":
        os._exit(3)
    if path == "/throw":
        raise ValueError("no such page")
    passing["response"]["headers"]["x-path"] = [{"key": "X-Path", "value": path}]
    return passing["response"]
"""
VARYING = ("duration_ms", "init_ms", "report", "logs")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> ArtifactProject:
    project = ArtifactProject(tmp_path_factory.mktemp("project"))
    project.own_handler("app.run", app=APP)
    assert main(["build", str(project.root), "-q"]) == 0
    return project


def event(path: str) -> dict[str, Any]:
    """AWS's documented event, for that path."""
    made: dict[str, Any] = json.loads(json.dumps(EVENT))
    made["Records"][0]["cf"]["request"]["uri"] = path
    return made


def simulated(project: ArtifactProject, folder: Path, lines: list[str], *options: str) -> int:
    path = folder / "events.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return main(["simulate", "own", "--events", str(path), "-p", str(project.root), *options])


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_results_come_in_the_order_of_the_events_and_a_crash_loses_no_other(
    project: ArtifactProject, tmp_path: Path, capsys: pytest.CaptureFixture[str], jobs: str
) -> None:
    paths = [f"/{number}/" for number in range(12)]
    paths[3], paths[5] = "/die", "/throw"
    lines = [json.dumps(event(path)) for path in paths]
    lines[7] = '{"Records": []}'
    assert simulated(project, tmp_path, lines, "--jobs", jobs) == 1
    results = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [result["line"] for result in results] == list(range(1, 13))
    assert [result.get("outcome", "none") for result in results] == [
        {3: "error", 5: "error", 7: "none"}.get(number, "response") for number in range(12)
    ]
    assert "Records: expected a list with one record" in results[7]["error"]
    marks = [result["output"]["headers"]["x-path"] for result in results if result.get("output")]
    expected = [path for number, path in enumerate(paths) if number not in {3, 5, 7}]
    assert [mark[0]["value"] for mark in marks] == expected


def test_a_line_holds_what_one_event_prints(
    project: ArtifactProject, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = tmp_path / "event.json"
    one.write_text(json.dumps(event("/a/")), encoding="utf-8")
    options = ["-p", str(project.root), "--format", "json"]
    assert main(["simulate", "own", "--event", str(one), *options]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert simulated(project, tmp_path, [json.dumps(event("/a/"))]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed.pop("line") == 1
    assert list(listed) == list(printed)
    assert {name: listed[name] for name in listed if name not in VARYING} == {
        name: printed[name] for name in printed if name not in VARYING
    }
