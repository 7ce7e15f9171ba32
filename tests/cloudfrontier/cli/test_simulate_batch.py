"""`cloudfrontier simulate` on a function's file and on many events: AWS's TestFunction, in order."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from functions_events import viewer_request

from cloudfrontier.cli import main
from cloudfrontier.cli.function_batch import FunctionJob, run_batch
from cloudfrontier.simulator.functions_runtime import Surroundings
from cloudfrontier.simulator.sample_runs.function_test import FunctionTester, FunctionTestResult

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FUNCTION = "function handler(event) { event.request.uri += '/index.html'; return event.request; }\n"
STORE = (
    "import cf from 'cloudfront';\n"
    "async function handler(e) { e.request.uri = await cf.kvs().get('to'); return e.request; }\n"
)


@pytest.fixture
def function(tmp_path: Path) -> str:
    path = tmp_path / "function.js"
    path.write_text(FUNCTION, encoding="utf-8")
    return str(path)


def events(folder: Path, *lines: str) -> str:
    path = folder / "events.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def printed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def uri(result: dict[str, Any]) -> str:
    return str(json.loads(result["FunctionOutput"])["request"]["uri"])


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_results_come_in_the_order_of_the_events(
    function: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], jobs: str
) -> None:
    lines = [json.dumps(viewer_request(f"/{number}")) for number in range(250)]
    assert main(["simulate", function, "--events", events(tmp_path, *lines), "--jobs", jobs]) == 0
    results = printed(capsys)
    assert [uri(result) for result in results] == [f"/{number}/index.html" for number in range(250)]
    assert [result["line"] for result in results] == list(range(1, 251))


def test_a_line_that_is_no_event_does_not_lose_the_others(
    function: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = json.dumps(viewer_request("/a"))
    assert main(["simulate", function, "--events", events(tmp_path, good, "{", "[]", "", good)]) == 1
    results = printed(capsys)
    assert [result["line"] for result in results] == [1, 2, 3, 5]
    assert ["error" in result for result in results] == [False, True, True, False]


def test_one_event_and_a_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "f.js").write_text(STORE, encoding="utf-8")
    (tmp_path / "kv.json").write_text('{"data": [{"key": "to", "value": "/new"}]}', encoding="utf-8")
    (tmp_path / "event.json").write_text(json.dumps(viewer_request("/a")), encoding="utf-8")
    options = ["--event", str(tmp_path / "event.json"), "--store", str(tmp_path / "kv.json")]
    assert main(["simulate", str(tmp_path / "f.js"), *options]) == 0
    assert uri(json.loads(capsys.readouterr().out)) == "/new"


def test_njs_gives_the_same(function: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if shutil.which("njs") is None:
        pytest.skip("no njs on PATH; Debian and Ubuntu have it as the package `njs`")
    lines = events(tmp_path, json.dumps(viewer_request("/a")))
    assert main(["simulate", function, "--events", lines, "--engine", "njs", "-j", "1"]) == 0
    assert uri(printed(capsys)[0]) == "/a/index.html"


def test_a_function_that_fails_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "f.js").write_text("function handler(e) { return e.a.b; }", encoding="utf-8")
    lines = events(tmp_path, json.dumps(viewer_request("/a")))
    assert main(["simulate", str(tmp_path / "f.js"), "--events", lines]) == 1
    assert "cannot get property" in printed(capsys)[0]["FunctionErrorMessage"]


@pytest.mark.parametrize(
    "options", [[], ["--event", "a.json", "--events", "b.jsonl"], ["--events", "/nowhere.jsonl"]]
)
def test_what_cannot_be_read_is_said(
    function: str, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["simulate", function, *options]) == 2
    assert "error:" in capsys.readouterr().err


class Dying(FunctionTester):
    """A tester whose process dies of the path /die."""

    def run(self, event: Mapping[str, Any], *, now: float) -> FunctionTestResult:
        if event["request"]["uri"] == "/die":
            os._exit(1)
        return super().run(event, now=now)


class DyingJob(FunctionJob):
    def tester(self) -> FunctionTester:
        return Dying(self.code, runtime=self.runtime)


def test_a_process_that_dies_of_an_event_does_not_lose_the_others() -> None:
    paths = [f"/{number}" for number in range(250)]
    paths[120] = "/die"
    job = DyingJob(FUNCTION, "cloudfront-js-2.0", Surroundings())
    parts = list(run_batch(job, [json.dumps(viewer_request(path)) for path in paths], jobs=2))
    results = [json.loads(line) for part in parts for line in part.text.splitlines()]
    assert [result["line"] for result in results] == list(range(1, 251))
    assert [result["line"] for result in results if "error" in result] == [121]
    assert sum(part.failed for part in parts) == 1


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_engine_that_is_missing_is_said_once(
    function: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    jobs: str,
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    lines = events(tmp_path, *[json.dumps(viewer_request("/a"))] * 3)
    assert main(["simulate", function, "--events", lines, "--engine", "njs", "-j", jobs]) not in {0, 1}
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("error: ")
    assert "njs" in printed.err
