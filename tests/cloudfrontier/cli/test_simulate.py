"""`cloudfrontier simulate` as people and programs meet it: one event through one function or handler."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from artifact_project import REPOSITORY, ArtifactProject

from cloudfrontier.cli import main

EVENTS = Path(__file__).resolve().parents[2] / "events"
REQUEST = {"method": "GET", "uri": "/docs/", "querystring": {}, "headers": {}, "cookies": {}}
FUNCTION_EVENT = {
    "version": "1.0",
    "context": {"eventType": "viewer-request"},
    "viewer": {"ip": "198.51.100.11"},
    "request": REQUEST,
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> ArtifactProject:
    project = ArtifactProject(tmp_path_factory.mktemp("project"))
    project.own_handler("app.run", app="def run(event, context): return 'no response'\n")
    assert main(["build", str(project.root), "-q"]) == 0
    return project


@pytest.fixture
def project(built: ArtifactProject, monkeypatch: pytest.MonkeyPatch) -> ArtifactProject:
    monkeypatch.chdir(built.root)
    return built


def written(folder: Path, event: object) -> str:
    path = folder / "event.json"
    path.write_text(json.dumps(event), encoding="utf-8")
    return str(path)


def test_a_function_prints_what_it_changed_and_what_it_returned(
    project: ArtifactProject, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["simulate", "public-request", "--event", written(tmp_path, FUNCTION_EVENT)]) == 0
    output = capsys.readouterr().out
    assert output.startswith("● viewer-request  public-request (CloudFront Function), ")
    assert "    ~ uri: /docs/ → /docs/index.html\n" in output
    assert json.loads(output[output.index("\n{") :])["uri"] == "/docs/index.html"


def test_a_handler_takes_the_event_that_aws_documents(
    project: ArtifactProject, capsys: pytest.CaptureFixture[str]
) -> None:
    event = str(EVENTS / "viewer-request.json")
    assert main(["simulate", "gate", "-e", event, "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["event"], shown["kind"], shown["outcome"]) == ("viewer-request", "handler", "response")
    assert shown["output"]["status"] == "302"
    assert shown["init_ms"] > 0


def test_an_event_may_come_from_standard_input(project: ArtifactProject) -> None:
    program = "import sys; from cloudfrontier.cli import main; sys.exit(main())"
    ran = subprocess.run(
        [sys.executable, "-c", program, "simulate", "public-request", "-e", "-", "-p", str(project.root)],
        input=json.dumps(FUNCTION_EVENT),
        capture_output=True,
        text=True,
        check=False,
        cwd=REPOSITORY,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "/docs/index.html" in ran.stdout


def test_what_cloudfront_would_refuse_ends_with_1(
    project: ArtifactProject, capsys: pytest.CaptureFixture[str]
) -> None:
    event = str(EVENTS / "origin-response.json")
    assert main(["simulate", "own", "-e", event, "--format", "json"]) == 1
    output = capsys.readouterr()
    shown = json.loads(output.out)
    assert shown["outcome"] == "error"
    assert shown["findings"][0]["severity"] == "error"
    assert shown["output"] == "no response"
    assert output.err == "error: own failed at origin-response\n"


def test_cookies_of_the_event_and_of_what_is_returned_are_hidden(
    project: ArtifactProject, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = "a-secret-of-some-length"
    event = FUNCTION_EVENT | {"request": REQUEST | {"cookies": {"session": {"value": secret}}}}
    path = written(tmp_path, event)
    for form in ("text", "json"):
        assert main(["simulate", "public-request", "-e", path, "--format", form]) == 0
        output = capsys.readouterr().out
        assert secret not in output
        assert '"value": "<redacted 23 chars>"' in output
    assert main(["simulate", "public-request", "-e", path, "--show-secrets"]) == 0
    assert secret in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        (
            "public-request",
            "{",
            "event.json:1:2: not JSON: Expecting property name enclosed in double quotes",
        ),
        ("public-request", "[]", "the event: an array, expected an object"),
        ("public-request", "[" * 100_000, "event.json: nested too deep for an event"),
        ("other", "{}", "nothing is built under the name 'other'; there is gate, own, public-request, "),
        ("gate", "{}", "Records: expected a list with one record, as Lambda@Edge events have"),
    ],
)
def test_mistakes_end_with_2_and_say_where_they_stand(
    project: ArtifactProject,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    *,
    name: str,
    text: str,
    problem: str,
) -> None:
    (tmp_path / "event.json").write_text(text, encoding="utf-8")
    assert main(["simulate", name, "-e", str(tmp_path / "event.json")]) == 2
    assert problem in capsys.readouterr().err


def test_an_event_that_cannot_be_read_is_told(
    project: ArtifactProject, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "latin").write_bytes(b"\xe4")
    assert main(["simulate", "gate", "-e", "nowhere.json"]) == 2
    assert main(["simulate", "gate", "-e", str(tmp_path / "latin")]) == 2
    error = capsys.readouterr().err
    assert "--event nowhere.json: No such file or directory" in error
    assert "not UTF-8" in error
