"""The whole build, from a project on disk to dist/: what is in it, that it runs alone, when it is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from artifact_project import REPOSITORY, SECRET, ArtifactProject, digests, run_alone, unpack

from cloudfrontier.artifacts.interpreter import candidates, find_interpreter
from cloudfrontier.artifacts.manifest import Manifest
from cloudfrontier.artifacts.pipeline import build
from cloudfrontier.cloudfront.limits import FUNCTION_SIZE
from cloudfrontier.errors import ProjectError, RefusedError, UsageError
from cloudfrontier.project import load

if TYPE_CHECKING:
    from cloudfrontier.artifacts.report import BuildReport

PATH = os.environ.get("PATH", "")
OWN_FUNCTION = "function handler(event) { return event.request; }\n"
TODAY = date(2026, 11, 1)
"""A day on which Lambda still takes code for every runtime of the model."""
FOUND = {
    f"python3.{minor}": find_interpreter((3, minor), candidates((3, minor), PATH)) for minor in range(10, 15)
}


def built(project: ArtifactProject) -> BuildReport:
    return build(load(project.root), today=TODAY)


def problems(project: ArtifactProject) -> list[str]:
    with pytest.raises(ProjectError) as caught:
        built(project)
    return [problem.message for problem in caught.value.problems]


def test_dist_holds_functions_zips_and_a_manifest_that_describes_them(project: ArtifactProject) -> None:
    report = built(project)
    assert report.findings == ()
    files = digests(project.dist)
    assert set(files) == {
        *("functions/public-request.js", "functions/public-response.js"),
        *("lambdas/gate.zip", "lambdas/split.zip", "manifest.json"),
    }
    manifest = Manifest.read(project.dist)
    assert manifest == report.manifest
    for item in report.measured:
        assert item.sha256 == files[item.file]
        assert item.size == (project.dist / item.file).stat().st_size
    split = manifest.handler("split")
    assert split is not None
    assert split.events == ("origin-request", "viewer-response")


def test_a_second_build_gives_the_same_bytes(project: ArtifactProject) -> None:
    built(project)
    first = digests(project.dist)
    built(project)
    assert digests(project.dist) == first


def test_another_folder_umask_hash_seed_and_time_zone_give_the_same_bytes(
    project: ArtifactProject, tmp_path: Path
) -> None:
    built(project)
    elsewhere = ArtifactProject(tmp_path / "somewhere" / "else")
    program = "import os, sys; os.umask(0o077); from cloudfrontier.cli import main; sys.exit(main(['build']))"
    subprocess.run(
        [sys.executable, "-c", program],
        cwd=elsewhere.root,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
        check=True,
        capture_output=True,
    )
    assert digests(elsewhere.dist) == digests(project.dist)


@pytest.mark.parametrize("runtime", FOUND, ids=str)
def test_a_built_zip_runs_with_nothing_else_on_the_path(
    runtime: str, project: ArtifactProject, tmp_path: Path
) -> None:
    interpreter = FOUND[runtime]
    if interpreter is None:
        pytest.skip(f"no {runtime} on this machine to run the handler with")
    project.change('name = "sample"', f'name = "sample"\nlambda_runtime = "{runtime}"')
    built(project)
    unpack(project.dist / "lambdas/gate.zip", tmp_path / "task")
    event = (REPOSITORY / "tests/events/viewer-request.json").read_text(encoding="utf-8")
    answer = run_alone(
        interpreter.path,
        tmp_path / "task",
        f"import json, lambda_function as entry\n"
        f"response = entry.lambda_handler(json.loads({event!r}), None)\n"
        "import edge.handler\n"
        "print(json.dumps([response['status'], edge.handler.__spec__.cached]))",
    )
    status, cached = json.loads(answer.splitlines()[-1])
    assert status == "302"
    assert Path(cached).is_file(), "bytecode is where this Python looks for it"


def test_without_an_interpreter_of_the_version_the_sources_ship_and_a_note_says_so(
    project: ArtifactProject, tmp_path: Path
) -> None:
    project.change('name = "sample"', 'name = "sample"\nlambda_runtime = "python3.14"')
    report = build(load(project.root), search_path="", today=TODAY)
    assert report.written
    (note,) = report.notes
    assert "no python3.14 that runs was found" in note
    files = unpack(project.dist / "lambdas/gate.zip", tmp_path / "task")
    assert not [name for name in files if name.endswith(".pyc")]


def test_the_secret_is_in_the_settings_inside_the_zip_and_nowhere_else(
    project: ArtifactProject, tmp_path: Path
) -> None:
    report = built(project)
    files = unpack(project.dist / "lambdas/gate.zip", tmp_path / "task")
    settings = json.loads(files.pop("settings.json"))
    assert settings["handler"] == "gate"
    assert settings["features"]["auth"]["keys"] == [{"id": "k1", "secret": SECRET}]
    assert settings["features"]["ab_testing"]["experiments"][0]["id"] == "hero"
    assert not [name for name, data in files.items() if SECRET.encode() in data]
    assert SECRET not in (project.dist / "manifest.json").read_text(encoding="utf-8") + repr(report)
    other = unpack(project.dist / "lambdas/split.zip", tmp_path / "other")
    assert SECRET.encode() not in b"".join(other.values()), "a handler is given the features it has"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("too-short", "holds no key", id="too short"),
        pytest.param("!" * 60, "holds no key", id="not base64url"),
        pytest.param("é" * 60, "holds no key", id="not ASCII"),
    ],
)
def test_a_malformed_key_is_named_and_not_repeated(
    content: str, expected: str, project: ArtifactProject
) -> None:
    project.write(".secrets/session.key", content)
    (message,) = problems(project)
    assert expected in message
    assert "cloudfrontier auth new-key -o .secrets/session.key" in message
    assert content not in message


def test_an_error_level_finding_keeps_the_folder_as_it_was(project: ArtifactProject) -> None:
    built(project)
    before = digests(project.dist)
    project.own_handler("app.main.run", app__main="import acme\ndef run(event, context): ...\n")
    report = built(project)
    assert report.has_errors
    assert not report.written
    (finding,) = report.findings
    assert (finding.id, finding.line, finding.column) == ("LAE208", 1, 1)
    assert report.sources[finding.file].startswith("import acme")
    assert digests(project.dist) == before


def test_a_handler_of_the_projects_own_is_bundled_with_what_it_imports(
    project: ArtifactProject, tmp_path: Path
) -> None:
    project.own_handler(
        "app.main.run",
        app__main="from app.words import greeting\ndef run(event, context):\n    return greeting\n",
        app__words="greeting = 'hello'\n",
        app__unused="",
    )
    report = built(project)
    own = report.manifest.handler("own")
    assert own is not None
    assert (own.handler, own.events) == ("app.main.run", ("origin-response",))
    files = unpack(project.dist / "lambdas/own.zip", tmp_path / "task")
    assert {name for name in files if name.endswith(".py")} == {"app/main.py", "app/words.py"}
    python = Path(sys.executable)
    assert run_alone(python, tmp_path / "task", "from app.main import run; print(run({}, None))") == "hello\n"


@pytest.mark.parametrize(
    ("handler", "text", "expected"),
    [
        pytest.param(
            "app.main.go", "def run(event, context): ...", "has no 'go' at its top level", id="name"
        ),
        pytest.param("app.main.run", "async def run(event, context): ...", "is `async`", id="coroutine"),
    ],
)
def test_a_handler_that_lambda_could_not_call_is_an_error_at_its_place(
    handler: str, text: str, expected: str, project: ArtifactProject
) -> None:
    project.own_handler(handler, app__main=text)
    (finding,) = built(project).findings
    assert finding.id == "LAE209"
    assert expected in finding.message
    line = (project.root / "edge.toml").read_text(encoding="utf-8").splitlines()[finding.line - 1]
    assert line == f'handler = "{handler}"'


def test_all_mistakes_in_the_files_of_a_project_are_reported_at_once(project: ArtifactProject) -> None:
    project.write("_redirects", "/old\n/ok /new 301\n/bad /x 999\n")
    project.write(".secrets/session.key", "short")
    messages = problems(project)
    assert len(messages) == 3
    assert not project.dist.exists()


def test_a_redirect_that_is_never_reached_is_a_warning_and_the_build_goes_on(
    project: ArtifactProject,
) -> None:
    project.write("_redirects", "/blog/* /news/ 302!\n/blog/first /news/first 302\n")
    report = built(project)
    assert report.written
    (finding,) = report.findings
    assert (finding.severity, finding.line) == ("warning", 2)


def test_nothing_is_written_when_only_a_check_was_asked_for(project: ArtifactProject) -> None:
    report = build(load(project.root), write=False)
    assert not report.written
    assert not project.dist.exists()


def test_a_function_that_is_too_large_is_refused_with_its_size(project: ArtifactProject) -> None:
    project.change('redirects = ["_redirects"]\nrewrites.index = "index.html"', 'source = "own.js"')
    project.write("own.js", OWN_FUNCTION + "//" * FUNCTION_SIZE.value)
    report = built(project)
    assert "CFF101" in {finding.id for finding in report.findings}
    assert not report.written
    measured = next(item for item in report.measured if item.file.endswith("public-request.js"))
    assert measured.headroom < 0


@pytest.mark.parametrize("out", ["other", "deep/er/other"], ids=["beside", "below new folders"])
def test_the_folder_may_be_another_one(out: str, project: ArtifactProject, tmp_path: Path) -> None:
    report = build(load(project.root), out=tmp_path / out)
    assert report.dist == tmp_path / out
    assert Manifest.read(tmp_path / out) == report.manifest
    assert not project.dist.exists()


def test_a_folder_with_anything_else_in_it_is_never_replaced(project: ArtifactProject) -> None:
    project.write("dist/notes.txt", "mine")
    with pytest.raises(RefusedError, match=r"holds 'notes\.txt', which no build wrote"):
        built(project)
    assert (project.dist / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_file_in_the_place_of_the_folder_is_not_replaced(project: ArtifactProject) -> None:
    project.write("dist", "mine")
    with pytest.raises(UsageError, match="is a file"):
        built(project)
