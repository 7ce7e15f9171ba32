"""`cloudfrontier build` as people and programs meet it: exit codes, the table, JSON, annotations."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from artifact_project import SECRET, ArtifactProject, digests

from cloudfrontier.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ArtifactProject:
    monkeypatch.setenv("COLUMNS", "80")
    made = ArtifactProject(tmp_path / "project")
    monkeypatch.chdir(made.root)
    return made


def broken(project: ArtifactProject) -> ArtifactProject:
    project.own_handler("app.main.run", app__main="import acme\ndef run(event, context): ...\n")
    return project


def test_the_table_shows_each_artefact_with_its_limit_in_80_columns(
    project: ArtifactProject, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    text = "\n".join(lines)
    assert "\x1b" not in text, "plain where nobody watches"
    digest = digests(project.dist)["lambdas/gate.zip"]
    (row,) = (line for line in lines if line.startswith(" gate.zip"))
    size = (project.dist / "lambdas/gate.zip").stat().st_size
    assert all(part in row for part in ("viewer-request", f"{size:,}", "50 MB", "99 %", digest[:8]))
    assert lines[-1].startswith("dist/ written: 2 functions, 2 handlers; no findings; ")


@pytest.mark.parametrize("argument", ["{root}", "{root}/edge.toml"], ids=["folder", "file"])
def test_a_project_may_be_named(
    argument: str, project: ArtifactProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["build", argument.format(root=project.root), "--quiet"]) == 0
    assert (project.dist / "manifest.json").exists()


def test_the_nearest_project_is_built_from_a_folder_within_it(
    project: ArtifactProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root / "site")
    assert main(["build", "-q"]) == 0
    assert (project.dist / "manifest.json").exists()


def test_findings_come_with_their_line_and_end_with_exit_code_1(
    project: ArtifactProject, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(broken(project).root)]) == 1
    said = capsys.readouterr()
    assert "app/main.py:1:1: error LAE208 no module 'acme'" in said.out
    assert "  1 | import acme\n      ^\n  do: " in said.out
    assert "nothing written: 2 functions, 3 handlers; 1 error; " in said.out
    assert said.err == "error: 1 finding to mend first; nothing was written\n"
    assert not project.dist.exists()


def test_json_is_all_that_stands_on_standard_output(
    project: ArtifactProject, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["written"] is True
    assert report["summary"].items() >= {"errors": 0, "warnings": 0, "notes": 0}.items()
    files = digests(project.dist)
    assert {item["path"]: item["sha256"] for item in report["artifacts"]} == {
        name: digest for name, digest in files.items() if name != "manifest.json"
    }
    assert [item["limit"] for item in report["artifacts"]] == [10240, 10240, 52428800, 52428800]


def test_json_of_a_refused_build_holds_the_findings(
    project: ArtifactProject, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(broken(project).root), "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["written"] is False
    assert [(item["id"], item["file"], item["line"]) for item in report["findings"]] == [
        ("LAE208", "app/main.py", 1)
    ]


def test_github_gets_annotations(project: ArtifactProject, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(broken(project).root), "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith("::error file=app/main.py,line=1,col=1,title=LAE208::no module")


@pytest.mark.parametrize("flag", ["--check", "--dry-run"])
def test_a_check_writes_nothing(
    flag: str, project: ArtifactProject, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", flag]) == 0
    assert "nothing written: 2 functions, 2 handlers; no findings" in capsys.readouterr().out
    assert not project.dist.exists()


def test_quiet_prints_nothing_where_nothing_was_found(
    project: ArtifactProject, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "-q", "--out", str(project.root / "elsewhere")]) == 0
    assert capsys.readouterr() == ("", "")
    assert (project.root / "elsewhere/manifest.json").exists()


def test_mistakes_in_the_project_are_exit_code_2_each_with_its_place(
    project: ArtifactProject, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write("_redirects", "/old\n/bad /x 999\n")
    assert main(["build"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "_redirects:1:" in said.err
    assert "_redirects:2:" in said.err


def test_no_project_is_exit_code_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["build"]) == 2
    assert "edge.toml" in capsys.readouterr().err


def test_a_folder_of_somebody_elses_is_exit_code_3(
    project: ArtifactProject, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write("dist/mine.txt", "")
    assert main(["build"]) == 3
    assert "which no build wrote" in capsys.readouterr().err


def test_no_output_holds_the_secret(project: ArtifactProject, capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("text", "json", "github"):
        assert main(["build", "--format", form]) == 0
    said = capsys.readouterr()
    assert SECRET not in said.out + said.err
