"""What edge.toml ignores is taken out with its reason; what it cannot ignore is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from artifact_project import ArtifactProject

from cloudfrontier.artifacts.ignores import take_ignored
from cloudfrontier.artifacts.pipeline import build
from cloudfrontier.cloudfront.finding import Finding
from cloudfrontier.errors import ProjectError
from cloudfrontier.project import LoadedProject, load

if TYPE_CHECKING:
    from pathlib import Path

PROJECT = """\
[project]
name = "sample"

[origins.site]
domain = "site.s3.us-east-1.amazonaws.com"
kind = "s3"
simulate.folder = "site"

[[behaviors]]
path = "*"
origin = "site"
"""
ERROR = Finding("CFF103", "error", "src/old/a.js", 3, 1, "`?.`")
OTHER = Finding("CFF105", "warning", "src/old/a.js", 1, 1, "no handler")


def loaded(root: Path, *entries: tuple[str, str]) -> LoadedProject:
    tables = [
        f'\n[[ignore]]\nrule = "{rule}"\nfile = "{file}"\nreason = "because"\n' for rule, file in entries
    ]
    (root / "site").mkdir(exist_ok=True)
    (root / "edge.toml").write_text(PROJECT + "".join(tables), encoding="utf-8")
    return load(root)


@pytest.mark.parametrize("pattern", ["src/old/a.js", "src/*", "*.js", "src/ol?/a.js"])
def test_findings_of_the_rule_in_the_file_are_ignored_with_the_reason(pattern: str, tmp_path: Path) -> None:
    left, ignored = take_ignored(loaded(tmp_path, ("CFF103", pattern)), [ERROR, OTHER], everything_ran=True)
    assert left == (OTHER,)
    assert [(item.finding, item.reason) for item in ignored] == [(ERROR, "because")]


@pytest.mark.parametrize(
    ("rule", "pattern"), [("CFF103", "a.js"), ("CFF103", "src/old/A.js"), ("CFF102", "*")]
)
def test_other_files_and_other_rules_are_not(rule: str, pattern: str, tmp_path: Path) -> None:
    left, ignored = take_ignored(loaded(tmp_path, (rule, pattern)), [ERROR], everything_ran=False)
    assert left == (ERROR,)
    assert ignored == ()


def test_a_file_is_named_as_seen_from_the_folder_of_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site" / "project"
    folder.mkdir(parents=True)
    project = loaded(folder, ("CFF103", "src/a.js"))
    below = Finding("CFF103", "error", "site/project/src/a.js", 1, 1, "m")
    monkeypatch.chdir(tmp_path)
    assert take_ignored(project, [below], everything_ran=True)[0] == ()
    inside = Finding("CFF103", "error", "src/a.js", 1, 1, "m")
    monkeypatch.chdir(folder)
    assert take_ignored(project, [inside], everything_ran=True)[0] == ()


def test_an_entry_that_ignores_nothing_is_a_finding_at_its_place(tmp_path: Path) -> None:
    project = loaded(tmp_path, ("CFF103", "*"), ("CFF105", "gone.js"))
    (unused,) = take_ignored(project, [ERROR], everything_ran=True)[0]
    assert (unused.id, unused.severity, unused.line, unused.column) == ("EDG501", "warning", 18, 1)
    assert "CFF105 in 'gone.js'" in unused.message


def test_nothing_is_said_of_entries_when_not_every_check_ran(tmp_path: Path) -> None:
    assert take_ignored(loaded(tmp_path, ("RET317", "*")), [], everything_ran=False) == ((), ())


def test_an_id_that_no_rule_has_is_a_mistake_of_the_project(tmp_path: Path) -> None:
    project = loaded(tmp_path, ("CFF103", "*"), ("CFF199", "*"), ("XYZ999", "*"))
    with pytest.raises(ProjectError) as caught:
        take_ignored(project, [ERROR], everything_ran=True)
    first, second = caught.value.problems
    assert (first.line, first.column) == (19, 8)
    assert "there is no rule CFF199; did you mean" in first.message
    assert "there is no rule XYZ999 (`cloudfrontier explain` lists all)" in second.message


def test_an_error_that_is_ignored_does_not_keep_a_build_from_being_written(tmp_path: Path) -> None:
    project = ArtifactProject(tmp_path / "project")
    project.own_handler("app.main.run", app__main="import acme\ndef run(event, context): ...\n")
    project.write(
        "edge.toml",
        (project.root / "edge.toml").read_text(encoding="utf-8")
        + '\n[[ignore]]\nrule = "LAE208"\nfile = "app/*"\nreason = "a layer of ours"\n',
    )
    report = build(load(project.root))
    assert report.written
    assert not report.has_errors
    assert "LAE208" in {item.finding.id for item in report.ignored}
